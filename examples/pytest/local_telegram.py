"""A local Telegram for tests of bots: people who write, press and wait for answers.

Starts `molniya emulate` and speaks its HTTP API, which docs/local-telegram.md describes. Needs nothing but Python.
Copy it beside your tests.
"""

import json
import os
import shutil
import subprocess
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 20.0
"""Seconds that a person waits for the bot."""


class LocalTelegram:
    """A Telegram of its own, on free ports. Use it with `with`, or end it with `stop`."""

    def __init__(self, program=None):
        """`program`: path of molniya; without it what MOLNIYA says, or the one in PATH."""
        program = program or os.environ.get("MOLNIYA") or shutil.which("molniya")
        if program is None:
            raise FileNotFoundError("no molniya: put it into PATH, or set MOLNIYA to where it is")
        ports = ["--bot-api", "127.0.0.1:0", "--page", "127.0.0.1:0"]
        self._process = subprocess.Popen(
            [program, "emulate", *ports], stdout=subprocess.PIPE, text=True
        )
        said = [self._process.stdout.readline().strip() for _ in range(3)]
        if not all(said):
            raise RuntimeError(f"{program} does not start")
        self.page_url = said[0].removeprefix("chat page: ").rstrip("/")
        self.api_url = said[1].removeprefix("BOT_API_URL=")
        self.token = said[2].removeprefix("BOT_TOKEN=")
        self.events = []
        """What has happened so far: pairs of a kind and its JSON."""
        self.bot = self.request("GET", "/bot")
        """Its `id`, `name`, `username` and so on."""
        self._news = threading.Condition()
        stream = urllib.request.urlopen(f"{self.page_url}/events?after=0")
        threading.Thread(target=self._listen, args=[stream], daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends it."""
        self._process.terminate()
        self._process.wait()
        self._process.stdout.close()

    def person(self, name, language_code="en"):
        """Somebody new."""
        made = self.request("POST", "/people", {"name": name, "language_code": language_code})
        return Person(self, name, made["user_id"])

    def fault(self, **fault):
        """Breaks something on purpose, for example `method="sendMessage", error={…}, times=1`."""
        self.request("POST", "/faults", fault)

    def clear_faults(self):
        """Breaks nothing any more."""
        self.request("DELETE", "/faults")

    def skip(self, seconds):
        """Lets time pass for Telegram."""
        self.request("POST", "/clock", {"skip_seconds": seconds})

    def update(self, update):
        """Gives the bot any update, also a malformed one; its id is added."""
        self.request("POST", "/updates", update)

    def calls(self, method):
        """The calls of a method that were answered so far: parameters, status and what is wrong with them."""
        with self._news:
            return [data for kind, data in self.events if kind == "call" and data["method"] == method]

    def wait_for_call(self, method, count=1):
        """Waits until a method was called so often; gives the last of these calls."""
        self.wait(lambda: len(self.calls(method)) >= count, f"{method} to be called")
        return self.calls(method)[count - 1]

    def violations(self):
        """Calls that break the documentation of the Bot API, though the real server may let them pass."""
        with self._news:
            return [data for kind, data in self.events if kind == "call" and data["violations"]]

    def request(self, method, path, body=None):
        """One request; `body` is JSON, or bytes as they are."""
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        request = urllib.request.Request(self.page_url + path, body, method=method)
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()}") from None

    def download(self, file_id):
        """What is in a file that was sent."""
        with urllib.request.urlopen(f"{self.page_url}/files/{file_id}") as answer:
            return answer.read()

    def wait(self, find, what):
        """Asks `find` again whenever something has happened, until it gives something."""
        end = time.monotonic() + PATIENCE
        with self._news:
            while True:
                found = find()
                if found:
                    return found
                if not self._news.wait(end - time.monotonic()):
                    raise AssertionError(f"waited in vain for {what}\n{self.transcript()}")

    def transcript(self):
        """Everything that has happened, a line each."""
        with self._news:
            return "\n".join(filter(None, map(_line, self.events)))

    def _listen(self, stream):
        kind = None
        for line in stream:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "event":
                kind = value
            elif name == "data":
                with self._news:
                    self.events.append((kind, json.loads(value)))
                    self._news.notify_all()


class Person:
    """Somebody in a private chat with the bot, or within a group."""

    def __init__(self, telegram, name, user_id, chat_id=None):
        self.telegram, self.name, self.user_id = telegram, name, user_id
        self.chat_id = chat_id or user_id
        self._read = {}

    def create_chat(self, kind, title):
        """Makes a chat and owns it: a group, a supergroup or a channel."""
        what = {"user_id": self.user_id, "kind": kind, "title": title}
        return Group(self.telegram, self.telegram.request("POST", "/chats", what)["chat_id"])

    def within(self, group):
        """The same person in a group: says and expects there."""
        return Person(self.telegram, self.name, self.user_id, group.chat_id)

    def say(self, text):
        """Writes; gives the id of the message."""
        return self._post("messages", {"text": text})["message_id"]

    def send_file(self, kind, name, content):
        """Sends a file; `kind` is the field of a message: photo, document, voice and so on."""
        query = urllib.parse.urlencode({"user_id": self.user_id, "kind": kind, "name": name})
        path = f"/chats/{self.chat_id}/files?{query}"
        return self.telegram.request("POST", path, content)["message_id"]

    def press(self, data):
        """Presses the newest button that sends `data`."""
        for message in reversed(self.messages()):
            if data in [button[1] for button in buttons(message)]:
                what = {"message_id": message["message_id"], "data": data}
                return self._post("presses", what)["callback_query_id"]
        raise AssertionError(f"there is no button {data!r}\n{self.telegram.transcript()}")

    def pay(self, message_id):
        """Pays the invoice of a message; it is paid when the bot has agreed."""
        return self._post("payments", {"invoice": message_id})["pre_checkout_query_id"]

    def ask(self, query):
        """Asks the bot from this chat, as by its name and `query`; gives the id of the question."""
        return self._post("inline_queries", {"query": query})["inline_query_id"]

    def choose(self, question, result_id):
        """Sends a result of a question that the bot has answered; gives the id of the message."""
        path = f"/inline_queries/{question}/choice"
        return self.telegram.request("POST", path, {"result_id": result_id})["message_id"]

    def expect(self, text=""):
        """Waits for the next message or edit by the bot with this in its text or caption."""

        def fits(kind, data):
            own = kind in ("message", "edited") and data["chat"]["id"] == self.chat_id
            return own and data.get("from", {}).get("is_bot") and text in text_of(data)

        return self._next("expect", fits, f"the bot to say {text!r} to {self.name}")

    def toast(self):
        """Waits for the next answer to a press."""

        def fits(kind, data):
            return kind == "toast" and data["chat_id"] == self.chat_id

        return self._next("toast", fits, f"an answer to a press of {self.name}")

    def messages(self):
        """The messages of the chat as they are now."""
        return self.telegram.request("GET", f"/chats/{self.chat_id}/messages")

    def _post(self, what, body):
        path = f"/chats/{self.chat_id}/{what}"
        return self.telegram.request("POST", path, {"user_id": self.user_id, **body})

    def _next(self, cursor, fits, what):
        """The first event that fits after the one found before with the same cursor."""

        def find():
            for index in range(self._read.get(cursor, 0), len(self.telegram.events)):
                if fits(*self.telegram.events[index]):
                    self._read[cursor] = index + 1
                    return self.telegram.events[index]
            return None

        return self.telegram.wait(find, what)[1]


class Group:
    """A chat of many people."""

    def __init__(self, telegram, chat_id):
        self.telegram, self.chat_id = telegram, chat_id

    def change(self, by, user_id, status):
        """Makes somebody a member, an administrator, restricted, left or kicked, as `by` wants it."""
        what = {"by": by.user_id, "status": status}
        self.telegram.request("PUT", f"/chats/{self.chat_id}/members/{user_id}", what)

    def join(self, person):
        """Somebody comes."""
        self.change(person, person.user_id, "member")

    def leave(self, person):
        """Somebody goes."""
        self.change(person, person.user_id, "left")

    def add_bot(self, by, status="member"):
        """Somebody adds the bot, or makes it an administrator."""
        self.change(by, self.telegram.bot["id"], status)


def text_of(message):
    """The text or the caption."""
    return message.get("text") or message.get("caption") or ""


def buttons(message):
    """The buttons under a message: what is written on them, and what they send."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [(button["text"], button.get("callback_data")) for row in rows for button in row]


def _line(event):
    """One line of a transcript."""
    kind, data = event
    if kind in ("message", "edited"):
        edited = "edits " if kind == "edited" else ""
        keys = " ".join(f"[{text}|{sends}]" for text, sends in buttons(data))
        who = data.get("from", {}).get("first_name", data["chat"].get("title"))
        return f"  {who}: {edited}{text_of(data)} {keys}".rstrip()
    if kind == "press":
        return f"  {data['user_id']} presses {data['data']!r}"
    if kind == "toast":
        return f"  answer to the press: {data['text']!r}"
    if kind == "call":
        return f"    {data['method']} {data['status']}"
    return None

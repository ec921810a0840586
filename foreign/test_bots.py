"""Bots written with other people's libraries, by polling and by webhook: all of them must do what README.md says.

What they send is none of our making, so it shows whether the local Telegram understands the Bot API or only our own
client; and their decoders are strict, so they show whether its updates and answers are those of the Bot API.
"""

import pytest
from local_telegram import buttons, text_of
from running import BOTS, MODES, Running

PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x1e\0\0\0\x14"
"""The beginning of a PNG file of 30 x 20 pixels."""


@pytest.fixture(scope="module", params=[f"{bot}-{mode}" for bot in BOTS for mode in MODES])
def running(request):
    bot, mode = request.param.split("-")
    running = Running(BOTS[bot], mode)
    yield running
    running.close()


@pytest.fixture
def telegram(running):
    return running.telegram


@pytest.fixture
def ann(telegram):
    return telegram.person("Ann <3 & co")


def entities(message):
    return [(e["type"], e["offset"], e["length"]) for e in message.get("entities", [])]


def test_keyboard_and_presses(ann):
    for data, is_alert in [("like", False), ("shout", True)]:
        ann.say("/start")
        hello = ann.expect()
        assert text_of(hello) == "Hello, Ann <3 & co & welcome!"
        assert entities(hello) == [("bold", 7, 11)]
        assert buttons(hello) == [("Like", "like"), ("Shout", "shout")]

        press = ann.press(data)
        toast = ann.toast()
        assert (toast["callback_query_id"], toast["show_alert"]) == (press, is_alert)
        assert toast["text"] == f"{data}!"
        edited = ann.expect()
        assert edited["message_id"] == hello["message_id"]
        assert text_of(edited) == f"You pressed {data}"
        assert entities(edited) == [("italic", 12, len(data))]
        assert buttons(edited) == []


def talk(person, *lines):
    """Says what is due and compares the answers, two at a time."""
    for say, answer in zip(lines[::2], lines[1::2]):
        person.say(say)
        assert text_of(person.expect()) == answer


def test_conversation(ann, telegram):
    boris = telegram.person("Борис", "ru")
    talk(ann, "/order", "What would you like?")
    talk(boris, "/order", "What would you like?", "чай 🍵", "How many?")
    talk(ann, "tea", "How many?", "some", "A number, please.")
    talk(boris, "/cancel", "Cancelled.")
    talk(ann, "2", "Ordered: 2 x tea")
    talk(boris, "/order", "What would you like?", "1 < 2 & <b>", "How many?", "7", "Ordered: 7 x 1 < 2 & <b>")


def test_files(ann, telegram):
    ann.send_file("document", "list.txt", b"tea & milk")
    loud = ann.expect("loud")["document"]
    assert (loud["file_name"], loud["file_size"]) == ("LIST.TXT", 10)
    assert telegram.download(loud["file_id"]) == b"TEA & MILK"

    ann.send_file("photo", "tea.png", PICTURE)
    assert text_of(ann.expect()) == "30 x 20"


def test_inline_mode(ann, telegram):
    # A bot cannot write to somebody who never wrote to it.
    talk(ann, "/order", "What would you like?")
    question = ann.ask("tea")
    call = telegram.wait_for_call("answerInlineQuery")
    assert (call["params"]["inline_query_id"], call["status"]) == (question, 200)
    sent = ann.choose(question, "shout")
    assert [text_of(m) for m in ann.messages() if m["message_id"] == sent] == ["TEA!"]
    ann.expect("Chosen: shout")


def test_payment(ann):
    ann.say("/buy")
    invoice = ann.expect()
    assert (invoice["invoice"]["currency"], invoice["invoice"]["total_amount"]) == ("XTR", 3)
    ann.pay(invoice["message_id"])
    ann.expect("Paid: 3 XTR for tea-1")


def test_group_events(ann, telegram):
    boris = telegram.person("Борис", "ru")
    talk(ann, "/order", "What would you like?")
    group = ann.create_chat("supergroup", "Tea lovers")
    group.add_bot(ann)
    ann.expect("Added to Tea lovers as member")

    group.join(boris)
    within = boris.within(group)
    within.expect("Welcome, Борис!")
    talk(within, "/count", "We are 3.")
    talk(within, f"/count@{telegram.bot['username']}", "We are 3.")
    group.leave(boris)
    ann.within(group).expect("Farewell, Борис!")
    group.add_bot(ann, "administrator")
    ann.expect("Added to Tea lovers as administrator")


def test_it_breaks_no_rule_and_ends_when_told(running):
    telegram = running.telegram
    assert telegram.violations() == []
    refused = [data for kind, data in telegram.events if kind == "call" and data["status"] != 200]
    assert refused == []
    status, said = running.stop()
    assert status == 0, said
    assert telegram.request("GET", "/ledger")["updates"], "the bot was given updates"

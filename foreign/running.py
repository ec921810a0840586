"""Starts the foreign bots: told nothing but a token, an address and, for a webhook, a port."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from local_telegram import LocalTelegram

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples"
RUST = Path(os.environ.get("FOREIGN_RUST", "."))
"""The folder of the programs in Rust."""

BOTS = {
    "ptb": [sys.executable, HERE / "ptb/bot.py"],
    "aiogram": [sys.executable, HERE / "aiogram/bot.py"],
    "grammy": ["node", HERE / "grammy/bot.js"],
    "teloxide": [RUST / "foreign-teloxide"],
}
TEA_BOTS = {
    "python": [sys.executable, EXAMPLES / "pytest/bot.py"],
    "javascript": ["node", EXAMPLES / "node/bot.js"],
    "rust": [RUST / "tea-rust"],
}
MODES = ["polling", "webhook"]
PATIENCE = 20.0
"""Seconds that a bot may take to end."""


def free_port():
    """A port that nothing listens on, below those that systems give out by themselves."""
    for port in range(20_000 + os.getpid() % 10_000, 32_000):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise OSError("no free port")


class Running:
    """One program on a local Telegram of its own."""

    def __init__(self, program, mode):
        self.telegram = LocalTelegram()
        environment = os.environ | {
            "BOT_TOKEN": self.telegram.token,
            "BOT_API_URL": self.telegram.api_url,
        }
        if mode == "webhook":
            environment["WEBHOOK_PORT"] = str(free_port())
        self._said = tempfile.TemporaryFile("w+")
        said = {"stdout": self._said, "stderr": subprocess.STDOUT}
        self._process = subprocess.Popen(program, env=environment, stdin=subprocess.DEVNULL, **said)
        if mode == "webhook":
            self.telegram.wait_for_call("setWebhook")

    def stop(self):
        """Ends it with SIGTERM, which it must obey; gives how it ended and what it said."""
        self._process.send_signal(signal.SIGTERM)
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = "still running"
        self._said.seek(0)
        return status, self._said.read()

    def close(self):
        """Ends everything, whatever has happened."""
        self._process.kill()
        self._process.wait()
        self.telegram.stop()
        self._said.close()

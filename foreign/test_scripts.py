"""The script of what every bot must do, played against each of them as `molniya replay` plays it for anybody."""

import os
import subprocess

import pytest
from running import BOTS, HERE

PATIENCE = 120.0
"""Seconds for a whole talk, with the start of the bot and its end."""


@pytest.mark.parametrize("bot", BOTS)
def test_the_bot_does_what_is_written(bot):
    molniya = os.environ.get("MOLNIYA", "molniya")
    command = [molniya, "replay", "--wait", "20s", HERE / "bots.talk", "--", *BOTS[bot]]
    played = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert played.returncode == 0, played.stdout + played.stderr

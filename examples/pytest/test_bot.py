"""Tests of bot.py on a local Telegram: no token, no internet. Run them with pytest."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from local_telegram import LocalTelegram, buttons


@pytest.fixture
def telegram():
    with LocalTelegram() as telegram:
        yield telegram


@pytest.fixture(autouse=True)
def bot(telegram):
    """The bot as its users know it: a program with a token and an address."""
    told = {"BOT_TOKEN": telegram.token, "BOT_API_URL": telegram.api_url}
    bot = subprocess.Popen([sys.executable, Path(__file__).with_name("bot.py")], env=os.environ | told)
    yield bot
    bot.terminate()
    bot.wait()


def test_a_person_chooses_a_tea(telegram):
    ann = telegram.person("Ann")
    ann.say("/start")
    question = ann.expect("Which tea")
    assert buttons(question) == [("Green", "green"), ("Black", "black")]

    ann.press("green")
    assert ann.toast()["text"] == "Good choice!"
    assert ann.expect()["text"] == "One green tea, coming."


def test_two_people_do_not_disturb_each_other(telegram):
    ann, boris = telegram.person("Ann"), telegram.person("Boris", "ru")
    for person in (ann, boris):
        person.say("/start")
        person.expect("Which tea")
    boris.press("black")
    ann.press("green")
    ann.expect("One green tea")
    boris.expect("One black tea")


def test_a_failure_of_telegram_does_not_end_the_bot(telegram):
    ann = telegram.person("Ann")
    error = {"code": 429, "description": "Too Many Requests: retry after 3", "retry_after": 3}
    telegram.fault(method="sendMessage", error=error, times=1)
    ann.say("/start")
    assert telegram.wait_for_call("sendMessage")["status"] == 429

    ann.say("/start")
    ann.expect("Which tea")
    assert telegram.violations() == []

"""The bots of docs/offline.md, as that page starts them."""

import pytest
from running import MODES, TEA_BOTS, Running


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("bot", TEA_BOTS)
def test_the_tea_bot(bot, mode):
    running = Running(TEA_BOTS[bot], mode)
    try:
        ann = running.telegram.person("Ann")
        ann.say("/start")
        ann.expect("Which tea would you like?")
        ann.press("black")
        assert ann.toast()["text"] == "Good choice!"
        assert ann.expect()["text"] == "One black tea, coming."
        assert running.telegram.violations() == []
    finally:
        running.close()

"""What QML says was touched."""

from __future__ import annotations

import pytest

from kiosk.screen.targetwords import event


def test_words_no_target_sends_are_refused() -> None:
    for kind, value in [("nothing", None), ("door", "x"), ("choice", None)]:
        with pytest.raises(ValueError, match="no target sends"):
            event(kind, value)

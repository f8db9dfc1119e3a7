"""The PIN as it is kept, and the tries at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.secret import fits, hashed, is_hashed, is_pin, too_plain
from kiosk.tries import FILE, Tries


def test_only_the_pin_fits_its_hash() -> None:
    secret = hashed("48392716")
    assert secret != hashed("48392716"), "each with a salt of its own"
    assert "4839" not in secret.partition("p=1$")[2]
    assert fits("48392716", secret)
    assert not fits("48392715", secret)
    assert not fits("", secret)
    assert not fits(secret, secret), "the hash itself is no key"


def test_plain_digits_fit_as_they_are() -> None:
    assert fits("2580", "2580")
    assert not fits("258", "2580")
    assert not fits("25800", "2580")


@pytest.mark.parametrize("text", ["", "123", "123456789", "12a4", "१२३४", " 1234", "1234\n", "²³²³"])
def test_what_is_no_pin_is_not_hashed(text: str) -> None:
    assert not is_pin(text)
    with pytest.raises(ValueError, match="4 to 8 digits"):
        hashed(text)


@pytest.mark.parametrize(
    "changed",
    [
        ("argon2id", "argon2i"),
        ("m=19456", "m=999999"),
        ("m=19456", "m=0"),
        ("t=8", "t=0"),
        ("v=19", "v=18"),
        ("$m", "m"),
    ],
)
def test_a_hash_that_asks_too_much_or_too_little_is_none(changed: tuple[str, str]) -> None:
    assert is_hashed(hashed("4839"))
    assert not is_hashed(hashed("4839").replace(*changed))


def test_a_damaged_hash_fits_nothing() -> None:
    secret = hashed("4839")
    assert not fits("4839", secret[:-1])
    assert not fits("4839", secret[:-4] + "AAAA")


@pytest.mark.parametrize(
    ("pin", "plain"), [("0000", True), ("1234", True), ("9876", True), ("7890", True), ("2580", False)]
)
def test_what_strangers_try_first(pin: str, plain: bool) -> None:
    assert too_plain(pin) == plain


def test_tries_are_kept_over_a_start_of_the_player(tmp_path: Path) -> None:
    Tries(tmp_path, "boot").save([1, 2, 3])
    assert Tries(tmp_path, "boot").load(10) == [1, 2, 3]


def test_tries_of_an_earlier_boot_count_as_made_now(tmp_path: Path) -> None:
    Tries(tmp_path, "boot").save([500_000, 900_000])
    assert Tries(tmp_path, "another").load(10) == [10, 10]


def test_tries_from_the_future_count_as_made_now(tmp_path: Path) -> None:
    Tries(tmp_path, "boot").save([500_000])
    assert Tries(tmp_path, "boot").load(10) == [10]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"tries": 5, "boot": ""}', b"\xff", b"[" * 10_000, b'{"tries": ["a", true]}']
)
def test_a_damaged_file_counts_as_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert Tries(tmp_path).load(5) == []
    Tries(tmp_path).save([5])
    assert Tries(tmp_path).load(5) == [5]


def test_a_disk_that_cannot_be_written_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    tries = Tries(tmp_path / "file" / "folder")
    tries.save([1])
    tries.save([2])
    assert len(caplog.records) == 1

"""Files of captions: read once, and again when they have changed."""

from __future__ import annotations

from pathlib import Path

from kiosk.footage.captions import Captions, read

SRT = "1\n00:00:01,000 --> 00:00:02,500\nThe river was cold.\n"


def test_a_file_that_cannot_be_read_has_no_cues_and_a_note(tmp_path: Path) -> None:
    assert read(tmp_path / "none.srt").notes == ("cannot be read: No such file or directory",)
    assert read(tmp_path).cues == ()


def test_a_file_is_parsed_again_only_when_it_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "en.srt"
    file.write_text(SRT)
    first = read(file)
    assert read(file) is first
    file.write_text("1\n00:00:01,000 --> 00:00:02,000\nOther.\n")
    assert [cue.text for cue in read(file).cues] == ["Other."]


def test_a_link_out_of_its_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SRT)
    (tmp_path / "media").mkdir()
    link = tmp_path / "media/en.srt"
    link.symlink_to("../secret")
    assert read(link) == Captions(notes=("leads out of its folder",))

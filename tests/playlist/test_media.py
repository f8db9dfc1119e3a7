"""Where files are looked for, what is found beside them, and that nothing else is ever opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.playlist.files import Folders, UnreadableError, is_file, is_folder, load
from kiosk.playlist.media import missing_files
from kiosk.playlist.model import Media, Playlist
from kiosk.playlist.reading import PlaylistError, every_media, missing_media, read
from tests.playlist.writing import STORY, write


@pytest.fixture
def kiosk(tmp_path: Path) -> Path:
    (tmp_path / "playlists" / "night").mkdir(parents=True)
    (tmp_path / "media" / "night").mkdir(parents=True)
    return tmp_path


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"film")


def of(kiosk: Path, clip: str, languages: str = "[en, ko]", media: list[Path] | None = None) -> Playlist:
    text = f'format: 1\nlanguages: {languages}\nattract: "{clip}"\nscenes: {{film: film.mp4}}\n'
    return read(write(kiosk / "playlists" / "night", text), media)


def clip(kiosk: Path, name: str = "a.mp4", languages: str = "[en, ko]") -> Media:
    return of(kiosk, name, languages).attract.clips[0]


def test_beside_the_playlist_then_its_media_folder_then_the_media_folder(kiosk: Path) -> None:
    places = [kiosk / "playlists/night", kiosk / "media/night", kiosk / "media"]
    for place in reversed(places):
        touch(place, "a.mp4")
        assert clip(kiosk).path == place / "a.mp4"
    assert of(kiosk, "a.mp4").folders == tuple(places)


def test_other_media_folders_instead(kiosk: Path) -> None:
    touch(kiosk / "stick", "night/a.mp4")
    touch(kiosk / "media", "a.mp4")
    assert of(kiosk, "a.mp4", media=[kiosk / "stick"]).attract.clips[0].path == kiosk / "stick/night/a.mp4"


def test_without_a_media_folder_only_beside_the_playlist(tmp_path: Path) -> None:
    write(tmp_path, STORY)
    assert read(tmp_path).folders == (tmp_path,)


def test_a_folder_within_the_places(kiosk: Path) -> None:
    touch(kiosk / "media", "films/a.mp4", "films/a.ko.vtt")
    found = clip(kiosk, "films/a.mp4")
    assert found.path == kiosk / "media/films/a.mp4"
    assert found.captions == {"ko": kiosk / "media/films/a.ko.vtt"}


def test_what_stands_beside_it_by_suffix(kiosk: Path) -> None:
    place = kiosk / "media"
    touch(place, "a.mp4", "a.ko.mp4", "a.portrait.mp4", "a.portrait.mkv", "a.vtt", "a.en.srt", "a.ko.srt", "a.ko.vtt")
    touch(place, "a.m4a", "a.ko.ogg", "a.en.ad.m4a", "a.ad.mp3")
    # none of its own: another language, another stem, other kinds of file, a portrait's captions
    touch(place, "a.de.mp4", "ab.mp4", "a.jpg", "a.ko.txt", "a.ko.ad.vtt", "a.ko.ad.mp4", "a.portrait.vtt")
    touch(place, "a.portrait.m4a", "a.mkv", "a.old.vtt")
    found = clip(kiosk)
    assert found.paths == {"ko": place / "a.ko.mp4"}
    assert found.portrait == place / "a.portrait.mkv"
    assert found.captions == {"": place / "a.vtt", "en": place / "a.en.srt", "ko": place / "a.ko.vtt"}
    assert found.sounds == {"": place / "a.m4a", "ko": place / "a.ko.ogg"}
    assert found.descriptions == {"": place / "a.ad.mp3", "en": place / "a.en.ad.m4a"}


def test_captions_beside_the_playlist_belong_to_the_film_in_the_media_folder(kiosk: Path) -> None:
    touch(kiosk / "playlists/night", "a.ko.srt")
    touch(kiosk / "media/night", "a.mp4", "a.ko.vtt")
    touch(kiosk / "media", "a.en.vtt")  # belongs to another a.mp4
    assert clip(kiosk).captions == {"ko": kiosk / "playlists/night/a.ko.srt"}


def test_a_link_that_leads_out_is_refused(kiosk: Path) -> None:
    touch(kiosk / "elsewhere", "a.mp4", "b.vtt")
    (kiosk / "media/a.mp4").symlink_to(kiosk / "elsewhere/a.mp4")
    with pytest.raises(PlaylistError, match=r"is a link to .*elsewhere/a\.mp4, outside") as caught:
        of(kiosk, "a.mp4")
    assert caught.value.faults[0].where.line == 3
    touch(kiosk / "media", "b.mp4")
    (kiosk / "media/b.vtt").symlink_to(kiosk / "elsewhere/b.vtt")
    assert clip(kiosk, "b.mp4").captions == {}


def test_a_link_within_the_places_will_do(kiosk: Path) -> None:
    touch(kiosk / "media", "real.mp4")
    (kiosk / "playlists/night/a.mp4").symlink_to(kiosk / "media/real.mp4")
    assert clip(kiosk).path == kiosk / "playlists/night/a.mp4"


def test_a_folder_is_no_film(kiosk: Path) -> None:
    (kiosk / "media/a.mp4").mkdir()
    assert clip(kiosk).path == kiosk / "playlists/night/a.mp4"


LOOKED = "Looked for in {kiosk}/playlists/night, {kiosk}/media/night, {kiosk}/media. "


def test_of_what_is_missing_the_clips_of_scenes_can_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "night").mkdir()
    scenes = "  one: {clip: one.mp4, to: two}\n  two: {clip: two.mp4, still: two.jpg, to: one}\n"
    playlist = read(write(tmp_path / "night", f"format: 1\nattract: loop.mp4\nscenes:\n{scenes}"))
    (tmp_path / "night/one.mp4").touch()
    assert [fault.what for fault in missing_media(playlist, scenes=True)] == ["There is no file `two.mp4`."]
    assert len(missing_media(playlist)) == 3


def test_missing_media_are_told_and_the_playlist_is_read_all_the_same(kiosk: Path) -> None:
    touch(kiosk / "media", "film.mp4")
    playlist = of(kiosk, "a.mp4")
    (fault,) = missing_media(playlist)
    assert (fault.where.line, fault.where.column) == (3, 10)
    assert fault.what == "There is no file `a.mp4`."
    assert fault.cure == LOOKED.format(kiosk=kiosk) + "Copy it into media/night/, or correct the name."
    assert fault.excerpt == 'attract: "a.mp4"'
    assert playlist.attract.clips[0].path == kiosk / "playlists/night/a.mp4"


@pytest.mark.parametrize(
    ("there", "named", "meant"),
    [
        ("playlists/night/rivre.mp4", "river.mp4", "rivre.mp4"),
        ("media/night/River-2.MP4", "river2.mp4", "River-2.MP4"),
        ("media/river.mov", "river.mp4", "river.mov"),
        ("media/night/film.mp4", "flim.mp4", "film.mp4"),  # used already: the second-best guess
        ("media/films/rivre.mp4", "films/river.mp4", "films/rivre.mp4"),
    ],
)
def test_a_name_that_is_nearly_right(kiosk: Path, there: str, named: str, meant: str) -> None:
    touch(kiosk, "media/film.mp4", there)
    (fault,) = missing_media(of(kiosk, named))
    assert fault.cure.startswith(LOOKED.format(kiosk=kiosk))
    place = "media/night/films/" if "films/" in named else "media/night/"
    assert fault.cure.endswith(f" Did you mean `{meant}`? If not, copy `{named}` into {place}.")


def test_rather_a_film_that_the_playlist_does_not_use_yet(kiosk: Path) -> None:
    touch(kiosk / "media", "film.mp4", "filn.mp4")
    (fault,) = missing_media(of(kiosk, "filmm.mp4"))
    assert "Did you mean `filn.mp4`?" in fault.cure


@pytest.mark.parametrize("there", ["river.jpg", "rivre.vtt", "mountains.mp4"])
def test_what_could_not_be_meant_is_not_proposed(kiosk: Path, there: str) -> None:
    touch(kiosk / "media", "film.mp4", there)
    (fault,) = missing_media(of(kiosk, "river.mp4"))
    assert fault.cure.endswith(" Copy it into media/night/, or correct the name.")


def test_a_picture_is_not_mistaken_for_a_film(kiosk: Path) -> None:
    touch(kiosk / "media", "film.mp4", "river.mp4", "rivre.png")
    text = "format: 1\nattract: film.mp4\nscenes: {film: {clip: film.mp4, still: river.jpg, to: home}}\n"
    (fault,) = missing_media(read(write(kiosk / "playlists/night", text)))
    assert "Did you mean `rivre.png`?" in fault.cure


def test_without_a_media_folder_it_belongs_beside_the_playlist(tmp_path: Path) -> None:
    (tmp_path / "night").mkdir()
    text = "format: 1\nattract: a.mp4\nscenes: {film: a.mp4}\n"
    faults = missing_media(read(write(tmp_path / "night", text)))
    cure = f"Looked for in {tmp_path}/night. Copy it into {tmp_path.name}/night/, or correct the name."
    assert [fault.cure for fault in faults] == [cure, cure]


@pytest.mark.parametrize(("there", "named"), [("A.MP4", "a.mp4"), ("cafe\u0301.mp4", "caf\u00e9.mp4")])
def test_a_name_that_differs_in_capitals_or_accents(kiosk: Path, there: str, named: str) -> None:
    touch(kiosk / "media", "film.mp4", there)
    (fault,) = missing_media(of(kiosk, named))
    assert fault.cure == f"There is `{there}`: capitals and accents count."


def test_missing_media_when_the_playlist_is_gone_or_shorter_by_now(kiosk: Path) -> None:
    playlist = of(kiosk, "a.mp4")
    playlist.file.write_text("format: 1\n")
    assert [fault.excerpt for fault in missing_media(playlist)] == ["", ""]
    playlist.file.unlink()
    assert [fault.excerpt for fault in missing_media(playlist)] == ["", ""]


def test_every_film_and_picture_of_a_playlist(tmp_path: Path) -> None:
    names = sorted(media.name for media in every_media(read(write(tmp_path, STORY))))
    films = "border city farm farm-waiting film letter reeds-caught reeds-safe river sook-ja told truck turned-back"
    assert names == sorted([f"{film}.mp4" for film in films.split()] + ["border.jpg", "escape.jpg", "sook-ja.jpg"])


def test_a_folder_that_cannot_be_listed_holds_nothing(tmp_path: Path) -> None:
    folders = Folders([tmp_path / "nowhere"])
    assert folders.find("a.mp4") == tmp_path / "nowhere/a.mp4"
    assert folders.looks_like("a.mp4") is None
    assert list(folders.siblings(tmp_path / "a.mp4", "a.mp4")) == []


def test_what_may_not_be_looked_at_is_not_there(tmp_path: Path) -> None:
    too_long = tmp_path / ("x" * 300)
    assert not is_file(too_long)
    assert not is_folder(too_long)


def test_text_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes(b"one\ntwo \xe9\n")
    with pytest.raises(UnreadableError, match=r"`latin\.md` is not UTF-8 text\. Save it as UTF-8\.") as caught:
        load(tmp_path / "latin.md")
    assert caught.value.line == 2
    with pytest.raises(UnreadableError, match="Is a directory"):
        load(tmp_path)
    (tmp_path / "huge.md").write_bytes(b"x" * 4_000_001)
    with pytest.raises(UnreadableError, match="more than 4,000,000 bytes"):
        load(tmp_path / "huge.md")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfa")
    assert load(tmp_path / "a.md") == "a"


def test_a_film_per_language_and_none_for_all(kiosk: Path) -> None:
    touch(kiosk / "media/night", "g.ko.mp4", "g.ko.vtt", "film.mp4")
    (fault,) = missing_media(of(kiosk, "g.mp4"))
    assert fault.what == "There is no file `g.mp4`."  # whoever chose English would see nothing
    touch(kiosk / "media", "g.en.mp4")
    playlist = of(kiosk, "g.mp4")
    assert missing_media(playlist) == ()
    found = playlist.attract.clips[0]
    assert (found.name, found.path) == ("g.mp4", kiosk / "media/g.en.mp4")
    assert found.picture("ko") == kiosk / "media/night/g.ko.mp4"
    assert found.picture("en") == found.picture("fr") == kiosk / "media/g.en.mp4"
    assert found.captions == {"ko": kiosk / "media/night/g.ko.vtt"}


@pytest.mark.parametrize("still", ["a.jpg", "a.JPEG", "a.png", "a.webp"])
def test_a_picture_may_stand_where_a_film_may(kiosk: Path, still: str) -> None:
    touch(kiosk / "media", still, "a.ko.png")
    scene = f"film: {{clip: {still}, hold: {still}, to: home}}"
    text = f"format: 1\nlanguages: [en, ko]\nattract: [{still}]\nscenes: {{{scene}}}\n"
    playlist = read(write(kiosk / "playlists/night", text))
    assert missing_media(playlist) == ()
    film = playlist.scenes["film"]
    assert film.hold is not None
    for media in (playlist.attract.clips[0], film.variants[0].clip, film.hold):
        assert media.path == kiosk / "media" / still
        assert media.picture("ko") == kiosk / "media/a.ko.png"


def test_the_korean_picture_is_not_the_korean_film_of_that_name(kiosk: Path) -> None:
    touch(kiosk / "media", "a.mp4", "a.jpg", "a.ko.jpg", "a.portrait.jpg")
    film = clip(kiosk)
    assert (film.paths, film.portrait) == ({}, None)


@pytest.mark.parametrize("named", ["media/night/a.mp4", "playlists/a.mp4"])
def test_a_name_with_the_folder_it_is_in(kiosk: Path, named: str) -> None:
    touch(kiosk / "media/night", "a.mp4", "film.mp4")
    (fault,) = missing_media(of(kiosk, named))
    assert fault.cure == "Write only `a.mp4`."


@pytest.mark.parametrize("named", ["/home/me/a.mp4", "C:\\\\films\\\\a.mp4", "../a.mp4"])
def test_a_whole_path_of_a_film_that_is_in_its_place(kiosk: Path, named: str) -> None:
    touch(kiosk / "media/night", "a.mp4")
    with pytest.raises(PlaylistError) as caught:
        of(kiosk, named)
    assert [fault.cure for fault in caught.value.faults] == ["Write only `a.mp4`."]


def test_a_name_without_its_ending(kiosk: Path) -> None:
    touch(kiosk / "media/night", "a.mov")
    with pytest.raises(PlaylistError) as caught:
        of(kiosk, "a")
    assert [fault.cure for fault in caught.value.faults] == ["Did you mean `a.mov`?"]


def test_a_folder_called_like_a_film_is_said_to_be_one(kiosk: Path) -> None:
    touch(kiosk / "media", "film.mp4")
    (kiosk / "media/a.mp4").mkdir()
    (fault,) = missing_media(of(kiosk, "a.mp4"))
    assert fault.what == f"`a.mp4` is a folder, in {kiosk / 'media'}."
    assert fault.cure == "Put the file itself there."


@pytest.mark.parametrize(
    ("data", "said", "place"),
    [
        (b"format: 1\ntitle: Caf\xe9\n", "`a.md` is not UTF-8 text. Save it as UTF-8.", (2, 11)),
        ("é: ".encode() + b"\xe9", "`a.md` is not UTF-8 text. Save it as UTF-8.", (1, 4)),
        ("format: é".encode("utf-16"), "`a.md` is UTF-16 text. Save it as UTF-8.", (1, 1)),
        (b"PK\x03\x04\x00\xff", "`a.md` is not a text file. Write it with a text editor, saved as UTF-8.", (1, 1)),
        (b"\xff\xd8\xff\xe0", "`a.md` is not a text file. Write it with a text editor, saved as UTF-8.", (1, 1)),
    ],
)
def test_what_is_no_text_is_said_as_what_it_is(tmp_path: Path, data: bytes, said: str, place: tuple[int, int]) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        load(tmp_path / "a.md")
    assert str(caught.value) == said
    assert (caught.value.line, caught.value.column) == place


def test_files_that_are_missing_are_named_with_their_scene(tmp_path: Path) -> None:
    (tmp_path / "playlist.yaml").write_text("format: 1\nattract: loop.mp4\nscenes: {film: flim.mp4}\n")
    playlist = read(tmp_path)
    assert missing_files(playlist) == ("flim.mp4 (scene film)", "loop.mp4 (playlist.yaml:2:10)")
    (tmp_path / "loop.mp4").write_bytes(b"film")
    assert missing_files(playlist) == ("flim.mp4 (scene film)",)

"""Which face stands for which: the operator's folder first, then free faces; what stands in is said."""

import shutil
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from duban.bulletins.composing import fonts
from duban.bulletins.composing.fonts import Faces, Source, find_faces
from duban.bulletins.composing.glyphs import drawn
from duban.bulletins.composing.tree import Face

PACKAGE = Path(pylopdf_fonts_zh_cn.__file__).parent


@pytest.fixture(scope="module")
def packaged() -> Faces:
    return Faces(with_system=False)


def test_the_package_alone_has_a_face_for_everything(packaged: Faces) -> None:
    used = {face.face: face.used.family for face in packaged}
    assert used == {
        Face.MARK: "Noto Serif SC",
        Face.BODY: "Noto Serif SC",
        Face.KAI: "Noto Serif SC",
        Face.HEI: "Noto Sans SC",
        Face.SONG: "Noto Serif SC",
    }
    assert {face.used.source for face in packaged} == {Source.PACKAGE}


def test_what_stands_in_is_said(packaged: Faces) -> None:
    assert {face.face: face.is_of_kind for face in packaged} == {
        Face.MARK: False,
        Face.BODY: False,
        Face.KAI: False,
        Face.HEI: True,
        Face.SONG: True,
    }
    assert [face.wanted for face in packaged] == ["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"]
    assert not any(face.is_wanted for face in packaged)


def test_a_plain_song_that_stands_in_for_a_darker_face_is_darkened(packaged: Faces) -> None:
    assert packaged[Face.MARK].outline > packaged[Face.KAI].outline > 0
    assert packaged[Face.BODY].outline == packaged[Face.HEI].outline == 0


def test_the_operators_folder_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PACKAGE / "NotoSansSC-Regular.otf", tmp_path / "song.otf")
    monkeypatch.setitem(fonts._OF_KIND, Face.BODY, ("Noto Sans SC",))  # as if it were a FangSong
    monkeypatch.setitem(fonts._SAME, Face.BODY, {"Noto Sans SC"})
    found = Faces((tmp_path,), with_system=False)
    assert found[Face.BODY].used.source is Source.OPERATOR
    assert found[Face.BODY].is_wanted
    assert found[Face.SONG].used.source is Source.PACKAGE


def test_are_looked_for_once() -> None:
    assert find_faces() is find_faces()


@pytest.mark.parametrize("sign", "督办䶮𬭊㙍□■—…〔〕“”％、。：；①⑩々×−")
def test_the_package_draws_what_papers_need(packaged: Faces, sign: str) -> None:
    assert ord(sign) in packaged.drawn


def test_a_map_of_signs_is_read_from_the_file() -> None:
    found = drawn(PACKAGE / "NotoSerifSC-Regular.otf")
    assert len(found) > 20_000
    assert ord("督") in found
    assert 0x13000 not in found


@pytest.mark.parametrize("content", [b"", b"ttcf", b"\x00\x01\x00\x00\x00\x01", b"OTTO" + b"\xff" * 40])
def test_a_file_that_is_no_font_draws_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(content)
    assert drawn(path) == frozenset()

"""Which face stands for which of the standard's: 小标宋, 仿宋, 楷体, 黑体, 宋体.

The faces that the standard names are not free and never come with Duban. They are looked for in the operator's folder,
then in the package of free faces, then among those of the system; where one is missing, the nearest free face stands in
and `Typeface` says so, so that a page can say it too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from duban.bulletins.composing.glyphs import drawn
from duban.bulletins.composing.tree import Face


class Source(StrEnum):
    """Where a face was found, in the order of the search."""

    OPERATOR = "operator"
    PACKAGE = "package"
    SYSTEM = "system"


# How the standard's faces are named in offices, which is also how the Word documents name them.
NAMES = {
    Face.MARK: "方正小标宋简体",
    Face.BODY: "仿宋_GB2312",
    Face.KAI: "楷体_GB2312",
    Face.HEI: "黑体",
    Face.SONG: "宋体",
}

# The faces of one kind by their names in font files; the first that is found is used.
_OF_KIND: dict[Face, tuple[str, ...]] = {
    Face.MARK: (
        "方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋_GBK",
        "方正公文小标宋", "FZGongWenXiaoBiaoSong", "小标宋体", "华文中宋", "STZhongsong",
    ),
    Face.BODY: (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "FZFangSong-Z02", "方正仿宋简体",
        "FZFangSong-Z02S", "华文仿宋", "STFangsong", "朱雀仿宋", "Zhuque Fangsong (technical preview)", "FandolFang R",
    ),
    Face.KAI: (
        "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "FZKai-Z03", "方正楷体简体", "FZKai-Z03S",
        "华文楷体", "STKaiti", "霞鹜文楷", "LXGW WenKai", "LXGW WenKai GB", "FandolKai",
        "AR PL UKai CN", "AR PL KaitiM GB",
    ),
    Face.HEI: (
        "黑体", "SimHei", "方正黑体_GBK", "FZHei-B01", "方正黑体简体", "FZHei-B01S", "华文黑体", "STHeiti",
        "思源黑体", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "Noto Sans CJK SC",
    ),
    Face.SONG: (
        "宋体", "SimSun", "方正书宋_GBK", "FZShuSong-Z01", "华文宋体", "STSong",
        "思源宋体", "Source Han Serif SC", "Source Han Serif CN", "Noto Serif SC", "Noto Serif CJK SC",
    ),
}  # fmt: skip
_PLAIN = 400
_HEAVY = 700  # the weight from which a Song face is as dark as 小标宋
_DARKENED = {Face.MARK: 0.028, Face.KAI: 0.01}  # outline, of the character, where a plain Song face stands in


@dataclass(frozen=True)
class Found:
    """A font of a file."""

    family: str
    weight: int
    path: Path
    index: int
    source: Source


@dataclass(frozen=True)
class Typeface:
    """What is used for one of the standard's faces; `fill` draws what the first cannot."""

    face: Face
    used: Found
    fill: tuple[Found, ...]
    is_of_kind: bool
    outline: float

    @property
    def wanted(self) -> str:
        """The name that the standard's face has in offices."""
        return NAMES[self.face]

    @property
    def is_wanted(self) -> bool:
        """Whether it is the very face of that name."""
        return self.used.family in _SAME[self.face]

    @property
    def families(self) -> tuple[str, ...]:
        """The families in the order in which a sign is looked for."""
        return tuple(dict.fromkeys(found.family for found in (self.used, *self.fill)))

    @cached_property
    def drawn(self) -> frozenset[int]:
        """The code points that it or one of those behind it can draw."""
        return frozenset().union(*(_drawn(found.path, found.index) for found in (self.used, *self.fill)))


# The same face under its names in other languages.
_SAME = {
    Face.MARK: {"方正小标宋简体", "FZXiaoBiaoSong-B05S"},
    Face.BODY: {"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"},
    Face.KAI: {"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"},
    Face.HEI: {"黑体", "SimHei"},
    Face.SONG: {"宋体", "SimSun"},
}


class NoFace(LookupError):
    """No face for Chinese was found anywhere: the package of free faces is not installed as it should be."""


class Faces:
    """One typeface for each face of the standard, and the fonts as the typesetter takes them."""

    def __init__(self, folders: Sequence[Path] = (), *, with_system: bool = True) -> None:
        from typst import Fonts

        self._packaged = _packaged()
        self._folders = tuple(folders)
        self.fonts = Fonts(
            include_system_fonts=with_system,
            include_embedded_fonts=False,
            font_paths=[*self._folders, self._packaged],
        )
        found = sorted(self._all(), key=lambda font: (list(Source).index(font.source), str(font.path), font.index))
        self._typefaces = {face: self._choose(face, found) for face in Face}

    def __getitem__(self, face: Face) -> Typeface:
        return self._typefaces[face]

    def __iter__(self) -> Iterator[Typeface]:
        return iter(self._typefaces.values())

    @cached_property
    def drawn(self) -> frozenset[int]:
        """The code points that every typeface can draw, alone or with what fills it: what any place can print."""
        return frozenset.intersection(*(face.drawn for face in self))

    def _all(self) -> Iterator[Found]:
        for font in self.fonts.fonts():
            if font.path is not None and font.style == "normal":
                path = Path(font.path)
                yield Found(font.family, font.weight, path, font.index, self._source(path))

    def _source(self, path: Path) -> Source:
        if any(path.is_relative_to(folder) for folder in self._folders):
            return Source.OPERATOR
        return Source.PACKAGE if path.is_relative_to(self._packaged) else Source.SYSTEM

    def _choose(self, face: Face, found: Sequence[Found]) -> Typeface:
        """Take a face of the kind, else for a mark the heaviest Song, else a Song; Song and Hei fill what it lacks."""
        songs, sans = _first_of(Face.SONG, found), _first_of(Face.HEI, found)
        if not songs and not sans:
            raise NoFace(NAMES[face])
        fill = tuple(dict.fromkeys((songs or sans)[:1] + (sans or songs)[:1]))
        own = [font for font in _first_of(face, found) if face is Face.MARK or font.weight < _HEAVY]
        if own:
            return Typeface(face, own[0], fill, is_of_kind=True, outline=0)
        heavy = [font for font in songs if font.weight >= _HEAVY]
        if face is Face.MARK and heavy:
            return Typeface(face, heavy[0], fill, is_of_kind=False, outline=0)
        plain = (songs or sans)[0]
        return Typeface(face, plain, fill, is_of_kind=False, outline=_DARKENED.get(face, 0))


def _first_of(face: Face, found: Sequence[Found]) -> list[Found]:
    """Return the fonts of one kind, the best name first; of one name those of normal weight first."""
    fits = [(name, font) for name in _OF_KIND[face] for font in found if font.family == name]
    return [
        font for _name, font in sorted(fits, key=lambda fit: (_OF_KIND[face].index(fit[0]), abs(fit[1].weight - 400)))
    ]


@cache
def _drawn(path: Path, index: int) -> frozenset[int]:
    return drawn(path, index)


def _packaged() -> Path:
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).parent


@cache
def find_faces(folders: tuple[Path, ...] = (), *, with_system: bool = True) -> Faces:
    """Return the faces of this machine, looked for once a process; folders of the operator come first."""
    return Faces(folders, with_system=with_system)

"""Damaged, mixed and hostile files, made from the sample plans: the same seed gives the same file."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

FOLDER = Path(__file__).parents[1] / "samples"
SAMPLES = [FOLDER.joinpath(name).read_bytes() for name in ("lan-2026.txt", "lan-2026.html")]
DOCX = FOLDER.joinpath("lan-2026.docx").read_bytes()
ODT = FOLDER.joinpath("lan-2026.odt").read_bytes()
RTF = (Path(__file__).parent / "reading" / "files" / "lan-word-2026.rtf").read_bytes()
XLSX, XLS, ODS = (FOLDER.joinpath(f"lan-2026.{kind}").read_bytes() for kind in ("xlsx", "xls", "ods"))
_WORDS = (
    "牵头单位：;配合单位：;责任单位：;责任领导：;（;）;(;);〔2026〕;1.;（一）;一、;第一条;、;；;，;。;等;各;相关;市;区;县;局;委;"
    "不低于;以上;以内;左右;%;万;亿;元;公里;年底前;6月底前;12月31日;二〇二六年;翻一番;一成;百分之三十;共27条;★;“;”;《;》;"
    "\n;\r\n;\t;　;\xa0;|;0;9;１２;Ⅻ;①;㈠;\u200b;\u202e;\ufeff;\U0001f600;𠮷;é;=1+1;<p>;</td>;&#x0;&lt;;<!--;]]>"
)
_TAGS = "p div table tr td th ul li span b br a h1 pre script style nav form section font center"
WORDS, TAGS = _WORDS.split(";"), _TAGS.split()
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5", "utf-32", "latin-1")

Mangle: TypeAlias = Callable[[random.Random, bytes], bytes]


def mangled(seed: int) -> tuple[bytes, str]:
    """Return the bytes of one file and its name."""
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    sample = chance.choice(SAMPLES)
    # Mostly a stretch of a plan, so that many files can be tried; now and then all of it.
    if chance.random() < 0.9:
        start = chance.randrange(len(sample))
        sample = sample[start : start + chance.choice((40, 400, 4_000))]
    for _ in range(chance.choice((1, 1, 2, 3))):
        sample = chance.choice(MANGLES)(chance, sample)
    return sample, chance.choice(("plan.txt", "plan.html", "plan", "plan.docx", "plan.xls"))


def _flip(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 5, 50))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _splice(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(SAMPLES)
    start = chance.randrange(len(other))
    place = chance.randrange(len(data) + 1)
    return data[:place] + other[start : start + chance.randrange(500)] + data[place:]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[place : place + chance.randrange(60)] * chance.choice((2, 20, 200)) + data[place:]


def _lose(chance: random.Random, data: bytes) -> bytes:
    """Lose every mark of one kind, as careless copying does."""
    lost = chance.choice(("、", "；", "，", "（", "）", "：", "。", "\n", " ", "“"))
    return data.replace(lost.encode(), b"")


def _words(chance: random.Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    for _ in range(chance.choice((1, 10, 40))):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice(WORDS) * chance.choice((1, 1, 1, 30)) + text[place:]
    return text.encode()


def _soup(chance: random.Random, data: bytes) -> bytes:
    text = data.decode(errors="replace")
    pieces = ["<html>" if chance.random() < 0.5 else "<!DOCTYPE html>"]
    for _ in range(chance.choice((5, 50))):
        tag, place = chance.choice(TAGS), chance.randrange(len(text) + 1)
        attribute = chance.choice(("", ' class="nav"', " rowspan=9", " colspan=99999", ' id="left', " charset=gbk"))
        pieces.append(f"{chance.choice(('<', '</'))}{tag}{attribute}{chance.choice(('>', '/>', ''))}")
        pieces.append(text[place : place + chance.randrange(80)])
    return "".join(pieces).encode()


def _unicode(chance: random.Random, data: bytes) -> bytes:
    size = chance.choice((10, 300))
    return data[:200] + "".join(chr(chance.randrange(0xD800)) for _ in range(size)).encode() + data[200:]


def _recode(chance: random.Random, data: bytes) -> bytes:
    return data.decode(errors="replace").encode(chance.choice(ENCODINGS), errors="ignore")


def _mix(chance: random.Random, data: bytes) -> bytes:
    half = len(data) // 2
    return data[:half] + _recode(chance, data[half:])


def _noise(chance: random.Random, data: bytes) -> bytes:
    return chance.randbytes(chance.choice((1, 16, 1_000))) + data[: chance.choice((0, 100))]


def _word(chance: random.Random, data: bytes) -> bytes:
    """Spoil the docx sample: its bytes, or the words within its package."""
    if chance.random() < 0.5:
        return chance.choice((_flip, _truncate, _repeat))(chance, DOCX)
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(DOCX)) as whole, zipfile.ZipFile(spoilt, "w") as package:
        for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
            if name in whole.namelist() and chance.random() < 0.9:
                part = whole.read(name)
                spoil = chance.choice((_flip, _truncate, _repeat, _words, _soup, _lose, _swap, _swap))
                package.writestr(name, spoil(chance, part))
    return spoilt.getvalue()


def _sheet(chance: random.Random, _: bytes) -> bytes:
    """Spoil a workbook: its bytes, or the parts within its package, whose numbers grow beyond all measure."""
    book = chance.choice((XLSX, XLS, ODS, ODT))
    if book is XLS or chance.random() < 0.2:
        return chance.choice((_flip, _flip, _truncate, _repeat))(chance, book)
    spoilt = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as whole, zipfile.ZipFile(spoilt, "w") as package:
        for name in whole.namelist():
            part = whole.read(name)
            if name.endswith((".xml", ".rels")) and chance.random() < 0.4:
                part = chance.choice((_flip, _truncate, _repeat, _words, _numbers, _numbers))(chance, part)
            package.writestr(name, part)
    return spoilt.getvalue()


def _rich(chance: random.Random, _: bytes) -> bytes:
    """Spoil a rich text: its bytes, its braces, its control words."""
    spoilt = chance.choice((_flip, _truncate, _repeat, _lose))(chance, RTF)
    old, new = chance.choice(
        ((b"}", b""), (b"{", b"{{"), (b"\\par", b"\\cell"), (b"\\u", b"\\uc9\\u"), (b"\\'", b"\\"))
    )
    return spoilt.replace(old, new, chance.choice((0, 1, 50, -1)))


def _numbers(chance: random.Random, data: bytes) -> bytes:
    """Exchange whole attributes that are numbers."""
    strange = (b"0", b"-1", b"1048576", b"99999999", b"4294967296", b"")
    return re.sub(rb'(?<=")\d+(?=")', lambda found: chance.choice((*strange, *[found[0]] * 99)), data)


def _swap(chance: random.Random, data: bytes) -> bytes:
    """Exchange the elements of a Word document, so that it stays well-formed and makes no sense."""
    names = (
        b"w:p>",
        b"w:tbl>",
        b"w:tr>",
        b"w:tc>",
        b"w:r>",
        b"w:t>",
        b"w:del>",
        b"w:pPr>",
        b"w:txbxContent>",
        b"w:lvl>",
    )
    one, other = chance.sample(names, 2)
    return data.replace(one, b"w:swapped>").replace(other, one).replace(b"w:swapped>", other)


def _one_line(chance: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"") * chance.choice((1, 3))


MANGLES: list[Mangle] = [
    _flip,
    _truncate,
    _splice,
    _repeat,
    _lose,
    _words,
    _soup,
    _unicode,
    _recode,
    _mix,
    _noise,
    _one_line,
    _word,
    _sheet,
    _rich,
]

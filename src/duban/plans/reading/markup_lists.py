"""The numbers of ordered lists on a page, which a browser draws and no text holds."""

import re

from duban.plans.reading.word_numerals import written

_MOST = 100_000
# Forms of numbers by the type of the list and by the names of styles, each with the mark behind it.
_FORMS = {
    "1": ("decimal", "."),
    "a": ("lowerLetter", "."),
    "A": ("upperLetter", "."),
    "i": ("lowerRoman", "."),
    "I": ("upperRoman", "."),
    "decimal": ("decimal", "."),
    "decimal-leading-zero": ("decimalZero", "."),
    "lower-alpha": ("lowerLetter", "."),
    "lower-latin": ("lowerLetter", "."),
    "upper-alpha": ("upperLetter", "."),
    "upper-latin": ("upperLetter", "."),
    "lower-roman": ("lowerRoman", "."),
    "upper-roman": ("upperRoman", "."),
    "cjk-ideographic": ("chineseCountingThousand", "、"),
    "simp-chinese-informal": ("chineseCountingThousand", "、"),
    "trad-chinese-informal": ("chineseCountingThousand", "、"),
    "simp-chinese-formal": ("chineseLegalSimplified", "、"),
    "cjk-heavenly-stem": ("ideographTraditional", "、"),
    "cjk-earthly-branch": ("ideographZodiac", "、"),
}
_UNDRAWN = ("none", "disc", "circle", "square")
_STYLE = r"list-style(?:-type)?\s*:\s*([^;]*)"
# Words that begin with a number of their own: the list only sets them in.
_NUMBER = (
    r"\s*(?:[（(〔]?[0-9０-９一二三四五六七八九十]{1,4}[、.．）)〕:：]|第[0-9一二三四五六七八九十百]{1,4}[条章节项]"
    r"|[①-⑳])"
)


class OrderedList:
    """One ordered list with its counter."""

    def __init__(self, attributes: dict[str, str]) -> None:
        self._count = _whole(attributes.get("start"), 1) - 1
        style = re.search(_STYLE, attributes.get("style", ""))
        words = style[1].lower().split() if style else []
        kind = attributes.get("type", "1")
        form = next((_FORMS[word] for word in words if word in _FORMS), _FORMS.get(kind, _FORMS["1"]))
        self._form = None if any(word in _UNDRAWN for word in words) else form

    def next(self, attributes: dict[str, str]) -> str:
        """Return what is drawn before the next entry."""
        self._count = _whole(attributes.get("value"), self._count + 1)
        if self._form is None:
            return ""
        form, mark = self._form
        return f"{written(self._count, form)}{mark}"


def is_numbered(text: str) -> bool:
    """Say whether words begin with a number of their own."""
    return re.match(_NUMBER, text) is not None


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST) if text and text.isascii() and text.isdigit() and len(text) < 9 else otherwise

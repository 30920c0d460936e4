"""The columns by which units are sorted and looked up from the keyboard."""

import re
from functools import cache

LONGEST_PINYIN = 255
LONGEST_INITIALS = 64


def pinyin_of(name: str) -> str:
    """Return the syllables of a name; a person may write them otherwise (重庆 is chong qing).

    What is not Chinese stands between them as it is.

    >>> pinyin_of("市第5会计局")
    'shi di 5 kuai ji ju'
    """
    return _dictionary().syllables_of(name)[:LONGEST_PINYIN]


def initials_of(pinyin: str) -> str:
    """Return the first letters of syllables.

    >>> initials_of("shi fa gai wei")
    'sfgw'
    """
    return "".join([syllable[0] for syllable in pinyin.split()])[:LONGEST_INITIALS]


def keyboard_columns(name: str, pinyin: str = "") -> dict[str, str]:
    """Return both columns of a unit: from the pinyin that a person wrote, else from the name."""
    syllables = " ".join(pinyin.lower().split())[:LONGEST_PINYIN] or pinyin_of(name)
    return {"pinyin": syllables, "initials": initials_of(syllables)}


@cache
def _dictionary() -> "_Dictionary":
    """Return the dictionary, loaded when the first name is spelled."""
    return _Dictionary()


class _Dictionary:
    """Spells as `lazy_pinyin` does, in a fraction of its time: it cuts by itself and asks once for each word.

    Of the phrases that begin at a character the longest is a word; where none begins, the character is one.
    """

    def __init__(self) -> None:
        from pypinyin.constants import PHRASES_DICT, RE_HANS
        from pypinyin.seg.mmseg import p_set

        self._phrases = PHRASES_DICT
        self._beginnings = p_set
        self._longest: dict[str, int] = {}  # phrase by its first two characters
        for phrase in PHRASES_DICT:
            self._longest[phrase[:2]] = max(len(phrase), self._longest.get(phrase[:2], 0))
        self._syllables = _Syllables()
        self._chinese = re.compile(f"({RE_HANS.pattern.strip('^$')})")

    def syllables_of(self, name: str) -> str:
        """Return the syllables of a name with blanks between them."""
        syllables: list[str] = []
        for place, run in enumerate(self._chinese.split(name)):
            if place % 2:  # what was split by
                syllables += [self._syllables[word] for word in self._words(run)]
            elif run:
                syllables.append(run)
        return " ".join(syllables)

    def _words(self, run: str) -> list[str]:
        words: list[str] = []
        at, end = 0, len(run)
        while at < end:
            longest = self._longest.get(run[at : at + 2])
            word = run[at] if longest is None else self._word_at(run, at, longest)
            if not word:
                return [*words, *run[at:]]
            words.append(word)
            at += len(word)
        return words

    def _word_at(self, run: str, at: int, longest: int) -> str:
        """Return a word; none where all of the rest only begins a phrase, in which pypinyin looks for no other."""
        for stop in range(min(at + longest, len(run)), at + 1, -1):
            if run[at:stop] in self._phrases:
                return run[at:stop]
        return "" if run[at:] in self._beginnings else run[at]


class _Syllables(dict[str, str]):
    """The syllables of characters and phrases, asked for once each: their number is bounded, that of names is not."""

    def __missing__(self, word: str) -> str:
        from pypinyin import lazy_pinyin

        self[word] = syllables = " ".join(lazy_pinyin(word))
        return syllables

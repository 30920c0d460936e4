"""Cutting texts and queries into search tokens that both engines can match. Pure.

Chinese has no blanks between words, so runs of Chinese characters become overlapping pairs (教育局 → 教育, 育局); words
and numbers stay whole. A row keeps `token_text`; a query matches where the row holds each of `query_tokens` between
blanks, and `normalise(query)` tells whether the pairs stood together. A single character has no pair: look for it in
the normalised text.
"""

import re
import unicodedata

_HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# A run of Chinese characters, or a word or number: 5g, 2.5, pm2.5. Not the point that ends a sentence.
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|[^\W_{_HAN}]+(?:\.[0-9]+)*")


def normalise(text: str) -> str:
    """Return a text in the form in which it is searched: one width, one case, single blanks.

    >>> normalise("５Ｇ基站  900个")
    '5g基站 900个'
    """
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a text, each once, in the order of their first place.

    >>> tokens("市教育局：新建5G基站900个")
    ('市教', '教育', '育局', '新建', '5g', '基站', '900', '个')
    """
    found: dict[str, None] = {}
    for run in _RUN.finditer(normalise(text)):
        found.update(dict.fromkeys(_pairs(run["han"]) if run["han"] else [run[0]]))
    return tuple(found)


def token_text(text: str) -> str:
    """Return the tokens of a text as a row keeps them: each between two blanks.

    >>> token_text("教育局")
    ' 教育 育局 '
    """
    return f" {' '.join(tokens(text))} "


def query_tokens(query: str) -> tuple[str, ...]:
    """Return what a row must hold to match a query; a lone Chinese character gives no token.

    >>> query_tokens("教育 5G"), query_tokens("水")
    (('教育', '5g'), ())
    """
    return tuple(token for token in tokens(query) if not _is_lone(token))


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _is_lone(token: str) -> bool:
    return len(token) == 1 and re.match(f"[{_HAN}]", token) is not None

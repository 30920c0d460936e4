"""The sheets and templates keep the design system's promises (docs/design-system.md), read as plain text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import duban.web

WEB = Path(duban.web.__file__).parent
CSS = WEB / "static" / "duban" / "css"
JS = WEB / "static" / "duban" / "js"
TEMPLATES = WEB / "templates"
TOKEN_SHEETS = {"tokens.css", "tokens-dark.css"}
LAYERS = ("tokens", "base", "layout", "parts", "pages", "print")

SHEETS = {
    str(path.relative_to(CSS)): re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for path in sorted(CSS.rglob("*.css"))
}
PAGES = {str(path.relative_to(TEMPLATES)): path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.html"))}
OUTSIDE_TOKENS = sorted(set(SHEETS) - TOKEN_SHEETS)


def tokens(sheet: str) -> dict[str, str]:
    """Return the tokens of the first :root block of a sheet, by name."""
    block = re.search(r":root \{(.*?)\n  \}", SHEETS[sheet], re.DOTALL)
    assert block, sheet
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block[1]))


LIGHT = tokens("tokens.css")
DARK = LIGHT | tokens("tokens-dark.css")


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def outermost(text: str) -> Iterator[str]:
    """Yield what stands before every brace that lies in no other."""
    depth, start = 0, 0
    for at, sign in enumerate(text):
        if sign == "{":
            if depth == 0:
                yield text[start:at].rpartition(";")[2].strip()
            depth += 1
        elif sign == "}":
            depth, start = depth - 1, at + 1


def rules(sheet: str) -> Iterator[str]:
    """Yield the declarations of a sheet, one by one, without conditions and selectors."""
    for block in re.findall(r"\{([^{}]*)\}", SHEETS[sheet]):
        yield from filter(None, (line.strip() for line in block.split(";")))


RAW = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|color)\(|(?<![\w-])\.?\d[\d.]*(?:px|rem|pt|mm|cm)\b", re.IGNORECASE
)
NAMED = re.compile(r"(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|yellow|orange)(?![\w-])")
PHYSICAL = re.compile(
    r"^(?:(?:margin|padding|border|inset)-)?(?:left|right|top|bottom)\b"
    r"|^(?:min-|max-)?(?:width|height):"
    r"|^text-align: (?:left|right)"
)

GROUNDS = ("paper", "sheet", "wash", "wash-2", "mark-now")
PAIRS = [
    # Text on every ground it may stand on
    *((text, ground, 4.5) for text in ("ink", "ink-2", "ink-3") for ground in GROUNDS),
    # Words that must not be missed, and the marks in a document
    *((text, ground, 4.5) for text in ("must", "check", "mark-date", "mark-target") for ground in GROUNDS),
    # Text on filled buttons
    ("ink-inverse", "ink", 4.5),
    ("ink-inverse", "ink-2", 4.5),
    ("ink-inverse", "ink-3", 4.5),
    ("on-vermilion", "vermilion", 4.5),
    ("on-vermilion", "vermilion-deep", 4.5),
    ("on-seal", "seal", 4.5),
    # Borders of controls, lines of marks, the ring of the focus
    *((line, ground, 3) for line in ("edge", "focus", "mark-lead", "mark-coop") for ground in GROUNDS[:3]),
]


@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_tokens_can_be_read(theme: dict[str, str], front: str, ground: str, least: float) -> None:
    assert contrast(theme[front], theme[ground]) >= least


def test_the_dark_sheet_changes_every_colour_and_nothing_else() -> None:
    colours = {name for name, value in LIGHT.items() if re.search(r"#[0-9a-f]{3}|rgb\(", value)}
    assert set(tokens("tokens-dark.css")) == colours


@pytest.mark.parametrize("sheet", OUTSIDE_TOKENS)
def test_no_colour_or_size_stands_outside_the_tokens(sheet: str) -> None:
    found = [rule for rule in rules(sheet) if RAW.search(rule) or NAMED.search(rule)]
    # A page box takes no custom properties: the sheet for paper writes its margins out.
    assert [rule for rule in found if not (sheet == "print.css" and re.match(r"(?:size|margin): ", rule))] == []


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_sheets_speak_of_start_and_end_and_never_shout(sheet: str) -> None:
    assert [rule for rule in rules(sheet) if PHYSICAL.search(rule) or "!important" in rule] == []


@pytest.mark.parametrize("sheet", sorted(SHEETS))
def test_every_rule_lies_in_a_layer(sheet: str) -> None:
    assert set(outermost(SHEETS[sheet])) <= {f"@layer {layer}" for layer in LAYERS}


def test_every_sheet_is_linked_tokens_first_and_paper_last() -> None:
    linked = re.findall(r"duban/css/([\w/-]+\.css)", PAGES["frame.html"])
    elsewhere = {name for page in PAGES.values() for name in re.findall(r"duban/css/(pages/[\w-]+\.css)", page)}
    assert (linked[0], linked[-1]) == ("tokens.css", "print.css")
    assert set(linked) | elsewhere == set(SHEETS)


def test_every_token_is_defined_and_used() -> None:
    own = re.compile(r"(?<!var\()--([\w-]+)\s*:")
    used = {name for text in (*SHEETS.values(), *PAGES.values()) for name in re.findall(r"var\(--([\w-]+)", text)}
    local = {name for sheet in OUTSIDE_TOKENS for name in own.findall(SHEETS[sheet])}
    assert used - set(LIGHT) - local == set()
    assert set(LIGHT) - used == set()


@pytest.mark.parametrize("page", sorted(PAGES))
def test_templates_hold_no_style_and_no_script(page: str) -> None:
    text = PAGES[page]
    assert not re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|\{%\s*autoescape off|\|safe\b", text)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|href)=[\"']https?://", text)


def classes_in_templates() -> set[str]:
    """Return the class names written in templates; a name made by the page itself is left out."""
    found: set[str] = set()
    for text in PAGES.values():
        for value in re.findall(r"class=\"((?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*)\"", text):
            plain = re.sub(r"\{%.*?%\}", " ", re.sub(r"\S*\{\{.*?\}\}\S*", " ", value))
            found.update(plain.split())
    return found


def classes_in_sheets() -> set[str]:
    """Return the class names that selectors speak of."""
    return {name for text in SHEETS.values() for name in re.findall(r"\.(-?[a-z][\w-]*)(?=[^;{}]*\{)", text)}


def test_every_class_of_a_template_stands_in_a_sheet() -> None:
    assert classes_in_templates() - classes_in_sheets() == set()


def test_every_class_of_a_sheet_is_drawn_somewhere() -> None:
    made_by_code = "\n".join(path.read_text("utf-8") for path in (*WEB.rglob("*.py"), *JS.glob("*.js")))
    unseen = classes_in_sheets() - classes_in_templates()
    assert {name for name in unseen if not re.search(rf"[\"' ]{re.escape(name)}[\"' ]", made_by_code)} == set()

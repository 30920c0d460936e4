"""Keep the Chinese catalogue in step with the code: `python tools/messages.py [--check | --absorb]`.

Collects every message of the Python files and templates, writes `django.po` with exactly these, sorted, and compiles
`django.mo`. Translations come from `django.po` itself and from fragments in `parts/`, which are how several people add
strings at once; a fragment wins over the catalogue. --absorb deletes the fragments once they are in. --check writes
nothing. The exit code is 1 where something is wrong with the catalogue. English needs none: it is the message itself.
"""

import ast
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "duban"
LOCALE = SOURCE / "locale" / "zh_Hans"
CATALOGUE = LOCALE / "LC_MESSAGES" / "django.po"
COMPILED = CATALOGUE.with_suffix(".mo")

HEADER = {
    "Project-Id-Version": "Duban",
    "Language": "zh_Hans",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}

# Function -> positions of context, message and plural among its arguments.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}

# `%(name)s` and `{name}`, by which a translation may be ordered anew.
NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
# `%s`, `%d` and `{}`, by which it may not.
UNNAMED = re.compile(r"%[sd]|\{\}")

LITERAL = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
TEMPLATE_CALL = re.compile(rf"\b(n?p?gettext|_)\(((?:{LITERAL}(?:, ?)?)+)")


class Message(NamedTuple):
    """What the code asks to be translated."""

    context: str | None
    text: str
    plural: str | None

    @classmethod
    def of(cls, function: str, arguments: list[str]) -> "Message":
        """Sort the arguments of a call by what they are."""
        context, text, plural = FUNCTIONS[function]
        return cls(
            None if context is None else arguments[context],
            arguments[text],
            None if plural is None else arguments[plural],
        )

    @property
    def key(self) -> tuple[str, str]:
        """What a catalogue finds an entry by."""
        return self.context or "", self.text

    @property
    def placeholders(self) -> set[str]:
        """The names that a translation must keep."""
        return _names(self.text) | _names(self.plural or "")


def _names(text: str) -> set[str]:
    return {first or second for first, second in NAMED.findall(text)}


class Collected(NamedTuple):
    """Every message with the files that use it, and what cannot be translated at all."""

    places: dict[Message, set[str]]
    faults: list[str]


def collect(source: Path = SOURCE) -> Collected:
    """Read every Python file and template below a folder."""
    collected = Collected({}, [])
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts:
            _add(collected, path, in_python(path.read_text("utf-8"), _place(path), collected.faults))
    for path in sorted(file for folder in source.rglob("templates") for file in folder.rglob("*.*")):
        _add(collected, path, in_template(path.read_text("utf-8")))
    for single in [message for message in collected.places if message.plural is None]:
        for counted in [message for message in collected.places if message.plural and message.key == single.key]:
            collected.places[counted] |= collected.places.pop(single)  # one entry serves both
    return collected


def _add(collected: Collected, path: Path, messages: Iterable[Message]) -> None:
    for message in messages:
        collected.places.setdefault(message, set()).add(_place(path))
        if UNNAMED.search(message.text):
            collected.faults.append(f"{_place(path)}: placeholders have names: {message.text!r}")


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def in_python(text: str, place: str, faults: list[str]) -> Iterator[Message]:
    """Yield the messages of a module; a message glued together or formatted too early is a fault."""
    tree = ast.parse(text)
    names = {
        alias.asname or alias.name: alias.name.removesuffix("_lazy").removesuffix("_noop")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        function = names.get(node.func.id, "")
        if function not in FUNCTIONS:
            continue
        words = [part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        if len(words) > max(position or 0 for position in FUNCTIONS[function]):
            yield Message.of(function, words)
        elif any(isinstance(part, ast.JoinedStr | ast.BinOp) for part in node.args):
            faults.append(f"{place}:{node.lineno}: a message is one whole literal")


def in_template(text: str) -> Iterator[Message]:
    """Yield the messages of a template, read by Django's own lexer."""
    for function, arguments, *_ in TEMPLATE_CALL.findall(templatize(text)):
        words = [ast.literal_eval(literal) for literal in re.findall(LITERAL, arguments)]
        # The lexer doubles every % as Python's formatting will want it, in plain messages too.
        yield Message.of("gettext" if function == "_" else function, words)


def translations() -> tuple[dict[tuple[str, str], polib.POEntry], list[str]]:
    """Return what is translated so far, and the fragments that contradict each other."""
    known: dict[tuple[str, str], polib.POEntry] = {}
    if CATALOGUE.exists():
        known.update((_key(entry), entry) for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete)
    brought: dict[tuple[str, str], polib.POEntry] = {}
    faults = []
    for path in fragments():
        for entry in polib.pofile(str(path)):
            earlier = brought.setdefault(_key(entry), entry)
            if _said(earlier) != _said(entry):
                faults.append(f"{path.name}: {entry.msgid!r} is {_said(entry)} here and {_said(earlier)} elsewhere")
    return known | brought, faults


def fragments() -> list[Path]:
    """Return the files that wait to be absorbed."""
    return sorted((LOCALE / "parts").glob("*.po"))


def _key(entry: polib.POEntry | polib.MOEntry) -> tuple[str, str]:
    return entry.msgctxt or "", entry.msgid


def _said(entry: polib.POEntry | polib.MOEntry) -> list[str]:
    return [text for text in [entry.msgstr, *entry.msgstr_plural.values()] if text]


def catalogue(collected: Collected) -> tuple[polib.POFile, list[str]]:
    """Make the catalogue of what was collected; return it with what is missing, fuzzy or mistranslated."""
    known, faults = translations()
    faults += collected.faults
    made = polib.POFile(wrapwidth=110)
    made.metadata = dict(HEADER)
    for message, places in sorted(collected.places.items(), key=lambda item: (item[0].text, item[0].context or "")):
        found = known.get(message.key)
        said = (_said(found) if found else []) or [""]
        entry = polib.POEntry(msgid=message.text, occurrences=[(place, "") for place in sorted(places)])
        if message.context is not None:
            entry.msgctxt = message.context
        if message.plural is None:
            entry.msgstr = said[0]
        else:
            entry.msgid_plural, entry.msgstr_plural = message.plural, {0: said[0]}
        if found and "fuzzy" in found.flags:
            entry.flags = ["fuzzy"]
        entry.flags += ["python-format"] if "%(" in message.text else []
        made.append(entry)
        faults += _faults(message, said[0], is_fuzzy="fuzzy" in entry.flags, place=min(places))
    return made, faults


def _faults(message: Message, said: str, *, is_fuzzy: bool, place: str) -> Iterator[str]:
    if not said.strip():
        yield f"{place}: not translated: {message.text!r}"
    elif is_fuzzy:
        yield f"{place}: fuzzy: {message.text!r}"
    elif not _names(said) <= message.placeholders or UNNAMED.search(said):
        yield f"{place}: the placeholders of {said!r} are not those of {message.text!r}"


def compiled_agrees(made: polib.POFile) -> bool:
    """Whether the compiled file says what the catalogue says."""
    if not COMPILED.exists():
        return False
    spoken = {_key(entry): _said(entry) for entry in polib.mofile(str(COMPILED))}
    return spoken == {_key(entry): _said(entry) for entry in made.translated_entries()}


def main(argv: list[str]) -> int:
    """Write or check the catalogue and print what is wrong with it."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--absorb", action="store_true", help="delete the fragments after merging them")
    chosen = parser.parse_args(argv)
    made, faults = catalogue(collect())
    if chosen.check:
        if not CATALOGUE.exists() or CATALOGUE.read_text("utf-8") != str(made) + "\n" or not compiled_agrees(made):
            faults.append("the catalogue is behind the code: run tools/messages.py")
    else:
        CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
        CATALOGUE.write_text(str(made) + "\n", encoding="utf-8")
        made.save_as_mofile(str(COMPILED))
        for path in fragments() if chosen.absorb else []:
            path.unlink()
    print(*faults, f"{len(made)} messages, {len(made.translated_entries())} translated", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Everything the interface says exists in Chinese, and the compiled catalogue says the same as the written one."""

import polib
import pytest
from django.utils.translation import override
from django.utils.translation import trans_real as translation

import messages
from messages import Message


@pytest.fixture(scope="module")
def collected() -> messages.Collected:
    return messages.collect()


def test_every_message_has_a_chinese_translation(collected: messages.Collected) -> None:
    _, faults = messages.catalogue(collected)
    assert faults == []


def test_the_catalogue_holds_exactly_what_is_in_use(collected: messages.Collected) -> None:
    made, _ = messages.catalogue(collected)
    assert messages.CATALOGUE.read_text("utf-8") == f"{made}\n", "run tools/messages.py"


def test_the_compiled_catalogue_agrees_with_the_written_one() -> None:
    assert messages.compiled_agrees(polib.pofile(str(messages.CATALOGUE))), "run tools/messages.py"


def test_the_compiled_catalogue_is_what_django_speaks() -> None:
    entry = next(entry for entry in polib.pofile(str(messages.CATALOGUE)) if entry.msgstr and not entry.msgctxt)
    with override("zh-hans"):
        assert translation.gettext(entry.msgid) == entry.msgstr
    with override("en"):
        assert translation.gettext(entry.msgid) == entry.msgid


PYTHON = [
    # a plain literal under the usual short name
    ('from django.utils.translation import gettext_lazy as _\n_("Open")', [Message(None, "Open", None)]),
    # a literal written over two lines is one message
    ('from django.utils.translation import gettext\ngettext("One "\n"line")', [Message(None, "One line", None)]),
    # a marked message that is translated elsewhere
    ('from django.utils.translation import gettext_noop\ngettext_noop("Desk")', [Message(None, "Desk", None)]),
    # a count
    ('from django.utils.translation import ngettext\nngettext("a", "b", n)', [Message(None, "a", "b")]),
    # a context comes first
    ('from django.utils.translation import pgettext\npgettext("menu", "File")', [Message("menu", "File", None)]),
    # a function of the same name from elsewhere is not a translation
    ('from gettext import gettext\ngettext("Open")', []),
    # a variable was marked where it was written
    ("from django.utils.translation import gettext\ngettext(label)", []),
]


@pytest.mark.parametrize(("code", "expected"), PYTHON)
def test_messages_are_found_in_python(code: str, expected: list[Message]) -> None:
    faults: list[str] = []
    assert list(messages.in_python(code, "module.py", faults)) == expected
    assert faults == []


GLUED = [
    # formatted before it is looked up
    'from django.utils.translation import gettext as _\n_(f"Task {n}")',
    # glued together
    'from django.utils.translation import gettext as _\n_("Task " + name)',
    # formatted inside the brackets
    'from django.utils.translation import gettext as _\n_("Task %s" % name)',
]


@pytest.mark.parametrize("code", GLUED)
def test_a_glued_message_is_a_fault(code: str) -> None:
    faults: list[str] = []
    assert list(messages.in_python(code, "module.py", faults)) == []
    assert faults == ["module.py:2: a message is one whole literal"]


TEMPLATES = [
    ('{% translate "Sign in" %}', [Message(None, "Sign in", None)]),
    # quotation marks of the other kind inside
    ("""{% translate "The unit's part" %}""", [Message(None, "The unit's part", None)]),
    # a context
    ('{% translate "Main" context "navigation" %}', [Message("navigation", "Main", None)]),
    # a block, trimmed to one line
    (
        "{% blocktranslate trimmed with n=task.number %}\n  Task\n  {{ n }}\n{% endblocktranslate %}",
        [Message(None, "Task %(n)s", None)],
    ),
    # a block with a count
    (
        "{% blocktranslate count n=k %}{{ n }} unit{% plural %}{{ n }} units{% endblocktranslate %}",
        [Message(None, "%(n)s unit", "%(n)s units")],
    ),
    # a literal handed to another tag
    ('{% include "part.html" with heading=_("Not signed in.") %}', [Message(None, "Not signed in.", None)]),
    # words outside of tags are not messages
    ("<p>gettext</p>", []),
]


@pytest.mark.parametrize(("text", "expected"), TEMPLATES)
def test_messages_are_found_in_templates(text: str, expected: list[Message]) -> None:
    assert list(messages.in_template(text)) == expected


def test_a_template_leaves_no_chinese_outside_the_catalogue() -> None:
    """Chinese stands in a template only where it is marked as Chinese, or as a specimen on the page of the design."""
    found = [
        f"{path.name}:{number}"
        for path in sorted((messages.SOURCE / "web" / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if path.name != "design.html" and 'lang="zh' not in line
        if any("\u4e00" <= character <= "\u9fff" for character in line)
    ]
    assert found == []

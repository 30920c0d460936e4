"""Examples in the pure parts hold; the table of layout names its clauses; nothing is loaded before it is used."""

import doctest
import re
import subprocess
import sys
from importlib import import_module

import pytest

from duban.bulletins.composing import layout

MODULES = (
    "boxes", "documents.parts", "layout", "measuring", "numerals", "printable", "tree", "wording", "documents.facts",
)  # fmt: skip


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str) -> None:
    assert doctest.testmod(import_module(f"duban.bulletins.composing.{name}")).failed == 0


@pytest.mark.parametrize("name", layout.table())
def test_every_number_names_its_clause_or_says_that_it_is_ours(name: str) -> None:
    assert re.match(r"(3|5|7|8|10)(\.\d+)*\b|design", layout.table()[name].clause)


def test_libraries_of_documents_are_loaded_when_a_document_is_made() -> None:
    program = (
        "import sys\n"
        "from duban.bulletins.composing.documents import bulletin, circular, slips\n"
        "from duban.bulletins.composing.pdf import writing\n"
        "from duban.bulletins.composing.docx import writing\n"
        "from duban.bulletins.composing.html import writing\n"
        "loaded = {'typst', 'docx', 'lxml', 'django', 'pylopdf_fonts_zh_cn'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {loaded}' if loaded else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

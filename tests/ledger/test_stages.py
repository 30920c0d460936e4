"""The tables of stages as a page: it is that of the code."""

import sys

from requires import ROOT


def test_the_printed_stages_are_those_of_the_code() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from stages import as_markdown
    finally:
        sys.path.remove(str(ROOT / "tools"))
    printed = (ROOT / "docs" / "stages.md").read_text("utf-8")
    assert printed == as_markdown(), "run: python tools/stages.py > docs/stages.md"

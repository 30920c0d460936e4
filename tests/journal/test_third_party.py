"""The lines that docs/journal.md gives to third parties do what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from duban.journal import selectors
from duban.journal.models import Entry
from journal.forging import CITY, COUNTY, alter, full_journal, release_tables

pytestmark = pytest.mark.sqlite

PAGE = Path(__file__).parents[2] / "docs" / "journal.md"


def run_their_lines(database: str) -> "subprocess.CompletedProcess[str]":
    (lines,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    path = database.removeprefix("sqlite:///")
    return subprocess.run([sys.executable, "-c", lines, path], capture_output=True, text=True, check=False)


def test_a_third_party_finds_the_heads_that_we_print(committed_database: str) -> None:
    full_journal()
    checked = run_their_lines(committed_database)
    assert checked.stderr == ""
    heads = {chain: selectors.chain_head(chain) for chain in (CITY, COUNTY)}
    assert checked.stdout.split("\n")[:-1] == [f"{chain} {seq}:{head[:12]}" for chain, (seq, head) in heads.items()]


def test_a_third_party_finds_what_was_altered(committed_database: str) -> None:
    full_journal()
    release_tables()
    alter(Entry, {"jurisdiction": CITY, "seq": 3}, "actor_name", "王某")
    checked = run_their_lines(committed_database)
    assert checked.returncode == 1
    assert "'seq': 3" in checked.stderr

"""Every hook is answered by somebody and listed in docs/architecture.md."""

import json
import os
import subprocess
import sys

from requires import ROOT

DECLARED = "import django, json; django.setup(); from duban.core import hooks; print(json.dumps(hooks.declared()))"


def test_no_hook_is_without_answer_or_unlisted() -> None:
    # In a process of its own: tests of the hooks themselves declare some that exist nowhere else.
    ended = subprocess.run([sys.executable, "-c", DECLARED], env=dict(os.environ), capture_output=True, check=True)
    declared = json.loads(ended.stdout)
    assert declared
    assert [name for name, is_answered in declared.items() if not is_answered] == []
    listed = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [name for name in declared if f"`{name}`" not in listed] == []

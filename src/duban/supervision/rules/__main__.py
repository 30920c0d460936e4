"""Print docs/rules.md: `python -m duban.supervision.rules > docs/rules.md`."""

import sys

from duban.supervision.rules.printing import as_markdown

if __name__ == "__main__":
    sys.stdout.write(as_markdown())

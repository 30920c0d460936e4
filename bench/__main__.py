"""`python3 run.py bench [NAME …]`: measure, print a table, write bench/results/NAME.json."""

import json
import platform
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.measure import Row

RESULTS = Path(__file__).resolve().parent / "results"
SETS = ("reading", "pages", "register", "exports", "worker", "roadmap", "overview", "year")
BETTER = {"F1": 1, "of 1": 1, "/50": -1}  # units that are compared with the run before, and which way is better


def main() -> int:
    """Run the sets asked for; exit code 1 where a budget does not hold."""
    parser = ArgumentParser(prog="run.py bench", description="Benchmarks as ratios within one run.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SETS)}; all where none is given")
    names = parser.parse_args().names or list(SETS)
    unknown = sorted(set(names) - set(SETS))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    RESULTS.mkdir(exist_ok=True)
    all_hold = True
    for name in names:
        kept = RESULTS / f"{name}.json"
        before = {row["name"]: row for row in json.loads(kept.read_text("utf-8"))["rows"]} if kept.is_file() else {}
        rows = []
        for row in import_module(f"bench.{name}").rows():
            rows.append(row.as_json())
            all_hold &= row.holds
            print(
                f"{row.name:<58} {row.figure:10.3f} {row.unit:<4} {row.budget:<10} {'holds' if row.holds else 'BROKEN'}"
            )
            if change := changed(before.get(row.name), row):
                print(f"  {change}")
            sys.stdout.flush()
        result = {"python": platform.python_version(), "machine": platform.machine(), "rows": rows}
        kept.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all_hold else 1


def changed(before: dict[str, Any] | None, row: Row) -> str:
    """Say what a score gained or lost since the run before; times differ in every run and are not compared."""
    if before is None or row.unit not in BETTER or before["figure"] == row.figure:
        return ""
    counts = ", ".join(f"{name} {before['made_of'].get(name, 0):g} → {count:g}" for name, count in row.made_of.items())
    change = row.figure - before["figure"]
    return f"{'gain' if change * BETTER[row.unit] > 0 else 'loss'} {change:+.4f} ({counts})"


if __name__ == "__main__":
    sys.exit(main())

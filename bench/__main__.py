"""`python3 run.py bench [NAME …]`: measure, print a table, write bench/results/NAME.json."""

import json
import platform
import sys
from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
SETS = ("reading", "pages")


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
        rows = []
        for row in import_module(f"bench.{name}").rows():
            rows.append(row.as_json())
            all_hold &= row.holds
            print(
                f"{row.name:<58} {row.figure:10.2f} {row.unit:<4} {row.budget:<10} {'holds' if row.holds else 'BROKEN'}"
            )
            sys.stdout.flush()
        result = {"python": platform.python_version(), "machine": platform.machine(), "rows": rows}
        (RESULTS / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())

"""Read the largest files of awkward shapes and say what it took; run as a program, so that its memory is its own.

`python tests/largest.py SHAPE MEGABYTES` prints the outcome, seconds of processor time and megabytes at the peak.
"""

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from duban.plans.reading import wire
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import LIMITS
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document

ITEM = (
    "12. 新改建农村公路680公里，完成率不低于95%。（牵头单位：市交通运输局；配合单位：市财政局、审计局等，各区县政府）"
)


def _repeated(piece: str, before: str = "") -> Callable[[int], bytes]:
    return lambda size: (before + piece * (size // len(piece.encode()) + 1)).encode()[:size]


SHAPES = {
    "one line": _repeated("建设公路，完成投资30亿元。"),
    "digits": _repeated("7"),
    "lines of digits": _repeated("7" * 99 + "\n"),
    "opening brackets": _repeated("（"),
    "closing brackets": _repeated("）"),
    "quotation marks": _repeated("“"),
    "many items": _repeated(f"{ITEM}\n"),
    "many items in one line": _repeated(ITEM),
    "many headings": _repeated("一、工业（责任领导：秦川，共1条）\n"),
    "many units": _repeated("市财政局、", "1. 建设。（牵头单位："),
    "many labels": _repeated("牵头单位：市财政局、"),
    "many dates": _repeated("2026年3月6日、年底前、"),
    "many figures": _repeated("增长5%、6%和7%以上，"),
    "blanks": _repeated(" 　", "1"),
    "line ends": _repeated("1\n"),
    "furniture": _repeated("版权所有 首页 > 打印 - 在线\n", "1. 建设\n"),
    "deep page": _repeated("建设", "<html>" + "<div>" * 4_000),
    "deeper page": _repeated("<div>", "<html>"),
    "page of paragraphs": _repeated("<p>1. 建设", "<html>"),
    "page of brackets": _repeated("<", "<html>"),
    "page of entities": _repeated("&#x5e02;&", "<html>"),
    "table of merged cells": _repeated("<tr><td rowspan=4096 colspan=9>1", "<html><table>"),
}


def main(shape: str, megabytes: str) -> None:
    """Read one file and print what it took."""
    data = SHAPES[shape](int(float(megabytes) * (1 << 20)))[: LIMITS.bytes]
    started = time.process_time()
    try:
        reading = read_document(open_document(data, name=shape))
        outcome = "read" if wire.dumps(wire.to_json(reading, with_text=True)) else ""
    except Unreadable as refusal:
        outcome = refusal.code
    seconds = time.process_time() - started
    # Not ru_maxrss, in which the memory of whoever started this program counts.
    peak = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    sys.stdout.write(f"{outcome}\t{seconds}\t{int(peak[1]) >> 10 if peak else 0}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

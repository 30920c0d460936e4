"""Any bytes give a reading or one clear refusal: no traceback, no hang, no span outside the text."""

import time
from collections.abc import Iterator, Mapping

import pytest

from contract import assert_keeps_the_contract
from duban.core.values import Span
from duban.plans.reading import models, wire
from duban.plans.reading.errors import Unreadable
from duban.plans.reading.messages import REFUSALS
from duban.plans.reading.read import read_document
from duban.plans.reading.sources import open_document
from mangling import mangled

QUICK = 300
DEEP_BLOCKS, DEEP_BLOCK = 20, 1_000
MOST_SECONDS = 5.0  # of processor time for at most some 100 kB; a reading of the whole sample takes some hundredths


def spans_of(reading: models.Reading) -> Iterator[Span]:
    yield from reading.plan.at.values()
    yield from (demand.span for demand in reading.plan.requirements)
    yield from (place.span for place in reading.places)
    yield from (finding.span for finding in reading.findings if finding.span)
    for section in reading.sections:
        yield section.span
        yield from (leader.span for leader in section.leaders_at)
    for item in reading.items:
        yield item.span
        for mention in (*item.leads, *item.cooperating, *item.responsible):
            yield mention.span
        yield from (leader.span for leader in item.leaders_at)
        yield from (deadline.span for deadline in item.deadlines)
        yield from (target.span for target in item.targets)


def read_or_refused(data: bytes, name: str) -> models.Reading | Unreadable:
    try:
        return read_document(open_document(data, name=name))
    except Unreadable as refusal:
        return refusal


def read_whatever_it_is(seed: int) -> None:
    data, name = mangled(seed)
    started = time.process_time()
    read = read_or_refused(data, name)
    if isinstance(read, Unreadable):
        assert read.code in REFUSALS
        written: Mapping[str, object] = wire.refusal_to_json(read, name=name)
    else:
        written = wire.to_json(read, with_text=True)
        assert all(0 <= span.start <= span.end <= len(read.text) for span in spans_of(read))
        assert wire.from_json(wire.loads(wire.dumps(written))) == read
    assert time.process_time() - started < MOST_SECONDS
    if seed % 10 == 0:
        assert_keeps_the_contract(written)


def read_all(seeds: range) -> None:
    for seed in seeds:
        try:
            read_whatever_it_is(seed)
        except Exception as error:
            error.add_note(f"mangled({seed})")
            raise


def test_damaged_files_give_a_reading_or_a_refusal() -> None:
    read_all(range(QUICK))


@pytest.mark.deep
@pytest.mark.parametrize("block", range(DEEP_BLOCKS))
def test_twenty_thousand_damaged_files_give_a_reading_or_a_refusal(block: int) -> None:
    read_all(range(block * DEEP_BLOCK, (block + 1) * DEEP_BLOCK))

"""A pdf that is damaged or made to harm gives a reading or one clear refusal, in bounded time and memory."""

import random
import time
import zlib

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.messages import REFUSALS
from duban.plans.reading.resolve import EMPTY
from duban.plans.reading.sources import open_document
from duban.plans.sandbox import read_in_child
from printing import LEFT, TOP, Sheet, assembled, printed, set_text, stream

PLAN = [f"{number}.新增规模以上企业{number}家。（牵头单位：市工信局；配合单位：市财政局）" for number in range(1, 60)]
MOST_SECONDS = 5.0


def code_of(data: bytes, limits: Limits | None = None) -> str | None:
    """Open a file; return the code of its refusal, if it is refused."""
    started = time.process_time()
    try:
        open_document(data, name="plan.pdf", limits=limits or Limits())
        code = None
    except Unreadable as refusal:
        code = refusal.code
        assert code in REFUSALS
    assert time.process_time() - started < MOST_SECONDS
    return code


def of_one_page(content: bytes, kids: str = "3 0 R", resources: str = "", *extra: bytes) -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count 1 /Kids [{kids}] >>".encode(),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            + f"/Resources << {resources} >> >>".encode(),
            content,
            *extra,
        ]
    )


def test_a_file_cut_off_anywhere_is_read_or_refused() -> None:
    data = printed(set_text(PLAN))
    codes = {code_of(data[:size]) for size in range(0, len(data), 64)}
    assert codes <= {None, "file_empty", "file_damaged", "no_words", "not_text"}


def test_flipped_bytes_are_read_or_refused() -> None:
    data = printed(set_text(PLAN[:20]))
    for seed in range(150):
        chance = random.Random(seed)  # noqa: S311  # not for secrets
        spoilt = bytearray(data)
        for _ in range(chance.choice((1, 10, 100))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        code_of(bytes(spoilt))


@pytest.mark.parametrize("times", [1, 2])
def test_a_stream_that_unpacks_to_gigabytes_is_refused(times: int) -> None:
    content = b" " * (256 << 20)
    filters = "/FlateDecode"
    for _ in range(times):
        content = zlib.compress(content, 9)
    head = f"<< /Length {len(content)} /Filter [{' '.join([filters] * times)}] >>\nstream\n".encode()
    assert code_of(of_one_page(head + content + b"\nendstream")) == "unpacks_to_too_much"


def test_many_streams_that_are_large_together_are_refused() -> None:
    streams = [stream(bytes(4 << 20)) for _ in range(60)]
    assert code_of(of_one_page(stream(b""), "3 0 R", "", *streams)) == "unpacks_to_too_much"


@pytest.mark.parametrize(
    "data",
    [
        # pages that are their own parents and children
        of_one_page(stream(b""), "2 0 R 2 0 R 3 0 R"),
        # a length that is its own object, contents that contain themselves
        of_one_page(b"<< /Length 4 0 R >>\nstream\n\nendstream"),
        of_one_page(b"[4 0 R 4 0 R]"),
        # a table of places that goes on with itself
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n",
        # nothing but a head; arrays without end
        b"%PDF-1.7\n",
        b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000,
        # paper without bounds, a matrix of no measure
        printed([Sheet().words(LEFT, TOP, "甲")]).replace(b"0 0 595 842", b"0 0 9e999 -9e99"),
        of_one_page(stream(b"9e999 0 0 9e999 9e999 0 cm 0 0 m 9e999 9 l S 0 0 9e99 1 re f")),
        # words far outside of the page, sizes beyond measure
        printed([Sheet().words(1e9, -1e9, "甲").words(0, 0, "乙", 1e12)]),
    ],
)
def test_cycles_and_nonsense_are_read_or_refused(data: bytes) -> None:
    assert code_of(data) in {None, "no_words", "file_damaged"}


def test_ten_thousand_pages_are_refused_and_two_thousand_are_read() -> None:
    assert code_of(printed([Sheet()] * 10_000)) == "too_many_pages"
    assert code_of(printed([Sheet().words(LEFT, TOP, "一、工业")] * 2_000)) is None


def test_a_page_of_very_many_characters_or_lines_is_refused() -> None:
    crowded = Sheet()
    for place in range(300):
        crowded.words(LEFT, TOP + place, chr(0x4E00 + place) * 1_000, 1)
    assert code_of(printed([crowded])) == "too_many_characters"
    ruled = Sheet()
    for _ in range(250_000):
        ruled.rule(0, 0, 9, 9)
    assert code_of(printed([ruled])) in {"too_many_characters", "unpacks_to_too_much"}
    assert code_of(printed([Sheet().words(LEFT, TOP, "甲" * 200)]), Limits(characters=100)) == "too_many_characters"


def test_squared_paper_is_no_table_and_takes_no_time() -> None:
    sheet = Sheet().words(LEFT, TOP, "一、工业")
    for place in range(600):
        sheet.rule(0, place, 595, place).rule(place, 0, place, 842)
    assert code_of(printed([sheet])) is None


def test_an_upload_is_read_in_the_child_within_its_memory() -> None:
    reading = read_in_child(printed(set_text(PLAN)), name="plan.pdf", register=EMPTY)
    assert len(reading.items) == len(PLAN)
    with pytest.raises(Unreadable) as refused:
        read_in_child(of_one_page(stream(b"0 0 m 1 1 l S " * 500_000)), name="plan.pdf", register=EMPTY)
    assert refused.value.code in {"too_many_characters", "unpacks_to_too_much", "reading_needed_too_much_memory"}


def test_a_form_that_draws_itself_is_refused_and_one_that_draws_another_is_read() -> None:
    words = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X {} 0 R >> >>"
    itself = stream(b"/X Do /X Do", words.format(5))
    assert code_of(of_one_page(stream(b"/X Do"), "3 0 R", "/XObject << /X 5 0 R >>", itself)) == "file_damaged"
    turns = [stream(b"/X Do /X Do", words.format(6)), stream(b"/X Do /X Do", words.format(5))]
    assert code_of(of_one_page(stream(b"/X Do"), "3 0 R", "/XObject << /X 5 0 R >>", *turns)) == "file_damaged"
    others = [stream(b"/X Do /X Do", words.format(6)), stream(b"0 0 m 99 0 l S", words.format(3))]
    assert code_of(of_one_page(stream(b"/X Do"), "3 0 R", "/XObject << /X 5 0 R >>", *others)) == "no_words"

"""A package that lies, is locked or packs what it should not is refused, whichever reader opens it."""

import io
import zipfile
from collections.abc import Callable

import pytest

from duban.plans.reading.errors import Unreadable
from duban.plans.reading.limits import Limits
from duban.plans.reading.sources import open_document
from word_packages import package, paragraph

BODY = "word/document.xml"


def altered(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """A Word document whose directory tells something else of its body than is true."""
    with zipfile.ZipFile(io.BytesIO(package(paragraph("建设园区" * 1_000)))) as whole:
        body = whole.read(BODY)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(BODY, body)
        change(archive.getinfo(BODY))
    return buffer.getvalue()


def refusal(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as refused:
        open_document(data, name="plan.docx", limits=limits or Limits())
    return refused.value.code


def smaller(entry: zipfile.ZipInfo) -> None:
    entry.file_size = 100


def larger(entry: zipfile.ZipInfo) -> None:
    entry.file_size = 1 << 31


def locked(entry: zipfile.ZipInfo) -> None:
    entry.flag_bits |= 1


def packed_otherwise(entry: zipfile.ZipInfo) -> None:
    entry.compress_type = 99


def spoilt(entry: zipfile.ZipInfo) -> None:
    entry.CRC ^= 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (smaller, "file_damaged"),  # unpacks to more than it tells
        (larger, "unpacks_to_too_much"),  # is believed when it tells of too much
        (locked, "file_damaged"),
        (packed_otherwise, "file_damaged"),
        (spoilt, "file_damaged"),
    ],
)
def test_a_directory_that_does_not_fit_is_refused(change: Callable[[zipfile.ZipInfo], None], code: str) -> None:
    assert refusal(altered(change)) == code


def test_all_parts_together_are_held_to_the_limit() -> None:
    data = package(paragraph("建设"), styles=" " * 60_000, numbering=" " * 60_000)
    assert refusal(data, Limits(unpacked=100_000)) == "unpacks_to_too_much"
    assert open_document(data, name="plan.docx", limits=Limits(unpacked=200_000)).text == "建设"


def test_elements_without_end_within_each_other_are_refused() -> None:
    assert refusal(package("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000)) == "file_damaged"
    boxes = "<w:p><w:r><w:txbxContent>" * 80 + paragraph("建设") + "</w:txbxContent></w:r></w:p>" * 80
    assert open_document(package(boxes), name="plan.docx").text.strip() == "建设"
    tables = "<w:tbl><w:tr><w:tc>" * 80 + paragraph("建设") + "</w:tc></w:tr></w:tbl>" * 80
    assert open_document(package(tables), name="plan.docx").text == "建设"


def test_a_package_within_itself_is_not_opened() -> None:
    inner = package(paragraph("建设"))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("plan.docx", inner)
    assert refusal(buffer.getvalue()) == "archive_not_read"

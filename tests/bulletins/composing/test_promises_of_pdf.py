"""What a PDF promises: the same bytes, PDF/A-2a and PDF/UA-1, embedded faces, tags, language; nothing that acts."""

import io
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from bulletins.composing import city, samples
from bulletins.composing.measured import pages, text_of
from duban.bulletins.composing.fonts import Faces
from duban.bulletins.composing.pdf.writing import pdf

ACTING = {"/JS", "/JavaScript", "/URI", "/Launch", "/GoToR", "/SubmitForm", "/EmbeddedFile", "/OpenAction", "/AA"}


@pytest.fixture(scope="module")
def made() -> bytes:
    return pdf(samples.DOCUMENTS["bulletin"])


@pytest.fixture(scope="module")
def reader(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


def dictionaries(reader: PdfReader) -> list[DictionaryObject]:
    """Every dictionary of a file, those within others too."""
    found: list[DictionaryObject] = []
    waiting: list[Any] = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, DictionaryObject):
            found.append(each)
            waiting += [value for value in each.values() if not isinstance(value, IndirectObject)]
        elif isinstance(each, ArrayObject):
            waiting += [value for value in each if not isinstance(value, IndirectObject)]
    return found


def test_the_same_document_makes_the_same_bytes(made: bytes) -> None:
    assert pdf(samples.DOCUMENTS["bulletin"]) == made


def test_the_same_document_makes_the_same_bytes_with_faces_searched_anew(made: bytes) -> None:
    assert pdf(samples.DOCUMENTS["bulletin"], Faces()) == made


def test_claims_the_standards_under_whose_checks_it_was_made(reader: PdfReader) -> None:
    metadata = reader.xmp_metadata
    assert metadata is not None
    told = metadata.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in told
    assert "<pdfuaid:part>1</pdfuaid:part>" in told


def test_has_an_output_intent(reader: PdfReader) -> None:
    (intent,) = reader.root_object["/OutputIntents"]
    assert intent.get_object()["/S"] == "/GTS_PDFA1"


def test_is_tagged_and_speaks_chinese(reader: PdfReader) -> None:
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert reader.root_object["/StructTreeRoot"]["/K"]
    assert str(reader.root_object["/Lang"]).startswith("zh")
    kinds = {each["/S"] for each in dictionaries(reader) if each.get("/Type") == "/StructElem"}
    assert {"/H1", "/P", "/Table", "/TR", "/TH", "/TD"} <= kinds


def test_embeds_every_face(reader: PdfReader) -> None:
    fonts = [each for each in dictionaries(reader) if each.get("/Type") == "/FontDescriptor"]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font) for font in fonts)


def test_carries_nothing_that_acts(reader: PdfReader) -> None:
    assert not [key for each in dictionaries(reader) for key in ACTING & set(each)]
    assert not reader.get_fields()


def test_names_itself_and_carries_the_day_of_the_document(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "关于2026年《政府工作报告》重点任务11月落实情况的通报"
    assert reader.metadata.author == city.OFFICE
    assert str(reader.metadata.creation_date_raw).startswith("D:20261209000000")


@pytest.mark.parametrize("name", samples.DOCUMENTS)
def test_every_paper_is_set_under_the_checks(name: str) -> None:
    document = samples.DOCUMENTS[name]
    made = pdf(document)
    assert pages(made)
    assert "".join(document.title) in "".join(text_of(made).split())

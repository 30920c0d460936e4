"""The files of a unit: added once, given out safely, attached, withdrawn; nothing of a refused one is kept."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from acts import progress
from duban.journal.models import Entry
from duban.progress.models import Evidence, EvidenceUse, ProgressReport
from web.adopted import seen, signed_in
from web.sending import KEY, fields_of, in_words

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 30 + b"\xff\xd9"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def packed() -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("word/document.xml", "<w:document/>" * 50)
    return written.getvalue()


def stored() -> set[Path]:
    folder = Path(settings.DUBAN_FILES)
    return {path for path in folder.rglob("*") if path.is_file()} if folder.exists() else set()


def address_of(actors: cast.Cast) -> str:
    unit = actors.head.posts[0].unit
    assert unit is not None
    return f"/units/{unit.uid}/evidence/"


def test_a_file_is_added_once_and_given_out_under_its_name(actors: cast.Cast) -> None:
    client, address = signed_in(actors.liaison), address_of(actors)
    for _click in range(2):
        given = {"act_key": KEY, "file": SimpleUploadedFile("验收单.png", PNG)}
        assert in_words(client, address, given)[0] == 200
    evidence = Evidence.objects.get()
    assert Entry.objects.filter(kind="progress.evidence_added").count() == 1
    assert "验收单.png" in seen(client, address)
    response = client.get(f"/evidence/{evidence.uid}/")
    assert (response.content, response["Content-Type"]) == (PNG, "image/png")
    assert response["Content-Disposition"].startswith("inline")
    assert client.get(f"/evidence/{evidence.uid}/?save=1")["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照片.exe", PNG),  # a kind that is not taken
        ("照片.pdf", PNG),  # not what its name says
        ("空.txt", b""),  # nothing at all
        ("机密★3年.txt", "正文".encode()),  # a mark of secrecy in its name
        ("照片.png", PNG[:-6]),  # cut off
        ("照片.jpg", JPEG[:-2]),  # cut off
        ("报告.docx", packed()[:-30]),  # cut off
        ("批复.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n"),  # cut off
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing_behind(actors: cast.Cast, name: str, content: bytes) -> None:
    before = stored()
    status, page = in_words(
        signed_in(actors.liaison), address_of(actors), {"act_key": KEY, "file": SimpleUploadedFile(name, content)}
    )
    assert (status, 'data-severity="must"' in page) == (200, True)
    assert not Evidence.objects.exists()
    assert stored() == before


def test_a_whole_photograph_is_taken(actors: cast.Cast) -> None:
    given = {"act_key": KEY, "file": SimpleUploadedFile("照片.jpg", JPEG)}
    in_words(signed_in(actors.liaison), address_of(actors), given)
    assert Evidence.objects.get().media_type == "image/jpeg"


def test_without_a_file_the_form_says_so(actors: cast.Cast) -> None:
    status, page = in_words(signed_in(actors.liaison), address_of(actors), {"act_key": KEY})
    assert (status, 'data-severity="must"' in page) == (200, True)


def test_others_neither_add_nor_see(actors: cast.Cast) -> None:
    evidence = progress.evidence(actors)
    given = {"act_key": KEY, "file": SimpleUploadedFile("照片.png", PNG)}
    assert signed_in(actors.outsider).post(address_of(actors), given).status_code == 403
    assert signed_in(actors.stranger).get(f"/evidence/{evidence.uid}/").status_code == 404


def test_a_file_is_attached_and_withdrawn_by_its_own_pages(actors: cast.Cast) -> None:
    evidence = progress._with_report(actors)
    client = signed_in(actors.liaison)
    attach = f"/acts/progress.use_evidence/{evidence.uid}/"
    fields = {**fields_of(client, attach), "report": ProgressReport.objects.get().uid}
    for _click in range(2):
        assert in_words(client, attach, fields)[0] == 200
    assert EvidenceUse.objects.count() == 1
    withdraw = f"/acts/progress.withdraw_evidence/{evidence.uid}/"
    fields = fields_of(client, withdraw)
    status, page = in_words(client, withdraw, {**fields, "reason": ""})
    assert (status, 'aria-invalid="true"' in page) == (200, True)
    in_words(client, withdraw, {**fields, "reason": "传错了"})
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is not None

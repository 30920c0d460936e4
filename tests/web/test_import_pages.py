"""Files come in by a page that says what is wrong, and are waited for on a page of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

import cast
from duban.core import clock
from duban.plans.models import PlanImport, SourceFile
from duban.plans.stages import ImportStage
from web.adopted import signed_in
from web.paper import Paper, read

pytestmark = pytest.mark.django_db

PLAN = "澜州市任务分工方案\n1.完成规划18个。（牵头单位：市发改委；配合单位：市统计局）\n".encode()


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep the files of a test in a folder of its own."""
    monkeypatch.setattr(settings, "DUBAN_FILES", tmp_path / "files")
    return tmp_path / "files"


def give(actors: cast.Cast, data: bytes | None, name: str = "plan.txt") -> Paper:
    client = signed_in(actors.officer)
    client.cookies["duban_language"] = "en"
    sent = {} if data is None else {"file": SimpleUploadedFile(name, data)}
    return Paper(client, client.post("/plans/import/", sent), "/plans/import/")


def test_a_file_taken_in_leads_to_its_own_page(actors: cast.Cast) -> None:
    answer = give(actors, PLAN).response
    taken = PlanImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/plans/import/{taken.uid}/")
    assert taken.stage == ImportStage.RECEIVED


REFUSED = [
    # a mark of secrecy in the text, and one in the name
    ("机密★1年\n澜州市任务分工方案".encode(), "plan.txt", "see paper copy"),
    (PLAN, "秘密★一年 方案.txt", "see paper copy"),
    # nothing in it
    (b"", "plan.txt", "is empty"),
    # nothing chosen
    (None, "", "No file was chosen"),
]


@pytest.mark.parametrize(("data", "name", "said"), REFUSED)
def test_a_refused_file_is_explained_beside_the_field_and_leaves_nothing(
    actors: cast.Cast, own_store: Path, data: bytes | None, name: str, said: str
) -> None:
    page = give(actors, data, name)
    (field,) = page.all(".//input[@type='file']")
    (error,) = page.all(".//*[@id='id_file_error']")
    assert page.response.status_code == 200
    assert "id_file_error" in field.get("aria-describedby").split()
    assert said in error.text_content()
    assert not PlanImport.objects.exists()
    assert not SourceFile.objects.exists()
    assert not own_store.exists()


def test_a_file_that_is_too_large_is_refused_with_its_size(actors: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(settings.DUBAN_LIMITS, "upload_bytes", 10)
    assert f"has {len(PLAN)} bytes; at most 10" in give(actors, PLAN).text


def test_the_same_file_again_is_answered_with_the_way_to_the_first(actors: cast.Cast) -> None:
    give(actors, PLAN)
    page = give(actors, PLAN, "the-same.txt")
    first = PlanImport.objects.get()
    assert page.response.status_code == 200
    assert [link.get("href") for link in page.all(".//*[@id='id_file_error']//a")] == [f"/plans/import/{first.uid}/"]


def test_what_forbids_classified_files_stands_beside_the_field(actors: cast.Cast) -> None:
    page = read(signed_in(actors.officer), "/plans/import/")
    (form,) = page.all(".//form[@enctype='multipart/form-data']")
    assert "holds no state secrets" in form.text_content()


def test_the_list_names_stage_person_and_moment(actors: cast.Cast) -> None:
    cast.in_review(actors.officer)
    page = read(signed_in(actors.officer), "/plans/import/")
    (row,) = page.all(".//tbody/tr")
    words = " ".join(row.text_content().split())
    assert "plan.txt" in words
    assert "In review" in words
    assert "岳明川" in words
    assert row.xpath(".//time/@datetime")


def test_an_auditor_sees_the_list_without_its_form(actors: cast.Cast) -> None:
    cast.in_review(actors.officer)
    page = read(signed_in(actors.auditor), "/plans/import/")
    assert page.all(".//tbody/tr")
    assert page.all(".//form") == []


@pytest.mark.parametrize("stage", [ImportStage.RECEIVED, ImportStage.READING])
def test_a_file_being_read_is_waited_for_without_script(actors: cast.Cast, stage: ImportStage) -> None:
    give(actors, PLAN)
    waiting = PlanImport.objects.get()
    PlanImport.objects.update(stage=stage, lease_until=clock.now().replace(year=2100))
    page = read(signed_in(actors.officer), f"/plans/import/{waiting.uid}/")
    assert page.response["Refresh"] == "2"
    assert page.all(".//*[@aria-busy='true']")
    assert [step.text_content() for step in page.all(".//li[@aria-current='step']")] == ["Read"]


def test_a_file_that_could_not_be_read_says_why_and_what_to_do(actors: cast.Cast) -> None:
    give(actors, PLAN)
    failed = PlanImport.objects.get()
    refusal = {"code": "format_not_read", "params": {"name": "plan.rtf", "format": "rtf"}}
    PlanImport.objects.update(stage=ImportStage.FAILED, refusal=refusal)
    page = read(signed_in(actors.officer), f"/plans/import/{failed.uid}/")
    assert "plan.rtf is a file of the kind rtf" in page.text
    assert "Refresh" not in page.response
    assert "/plans/import/" in [link.get("href") for link in page.all(".//a[contains(@class, 'btn-ink')]")]

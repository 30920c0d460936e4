"""A file is taken in, kept byte for byte, and recognised; one with a mark of secrecy leaves nothing."""

import hashlib
from pathlib import Path

import pytest
from pytest_django import Settings

import cast
from duban.core import files
from duban.core.errors import DomainError
from duban.journal.models import Content, Entry
from duban.orgs.errors import NotAllowed
from duban.plans.errors import AlreadyHere
from duban.plans.models import PlanImport, SourceFile
from duban.plans.services import discard, receive_file
from duban.plans.stages import ImportStage

pytestmark = pytest.mark.django_db

PLAN = "一、发展改革工作（责任领导：顾怀舟）\n1.增长5%。（牵头单位：市发改委）\n".encode()


@pytest.fixture(autouse=True)
def file_store(tmp_path: Path, settings: Settings) -> Path:
    settings.DUBAN_FILES = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def actors() -> cast.Cast:
    return cast.assemble()


def test_a_file_is_kept_byte_for_byte_under_its_digest(actors: cast.Cast, file_store: Path) -> None:
    received = receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)
    sha256 = hashlib.sha256(PLAN).hexdigest()
    assert (received.stage, received.file.sha256, received.file.size) == (ImportStage.RECEIVED, sha256, len(PLAN))
    assert files.fetch(files.reference_of(actors.city.uid, sha256)) == PLAN
    assert [path.name for path in file_store.rglob("*") if path.is_file()] == [sha256]


def test_taking_in_is_one_entry_with_the_file(actors: cast.Cast) -> None:
    before = Entry.objects.count()
    received = receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)
    entry = Entry.objects.get(kind="plans.file_received")
    assert Entry.objects.count() == before + 1
    assert (entry.actor_name, received.uid in entry.subjects) == ("岳明川", True)
    content = Content.objects.get(jurisdiction=entry.jurisdiction, seq=entry.seq)
    assert (content.sha256, content.size) == (received.file.sha256, len(PLAN))


def test_the_same_file_again_leads_to_the_first(actors: cast.Cast) -> None:
    received = receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)
    with pytest.raises(AlreadyHere) as refusal:
        receive_file(viewer=actors.officer, name="another name.txt", data=PLAN)
    assert refusal.value.params["plan_import"] == received.uid
    assert receive_file(viewer=actors.stranger, name="方案.txt", data=PLAN).uid != received.uid


def test_a_file_that_was_put_aside_can_be_given_again(actors: cast.Cast) -> None:
    received = receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)
    PlanImport.objects.filter(pk=received.pk).update(stage=ImportStage.READ)
    received.refresh_from_db()
    discard(viewer=actors.officer, plan_import=received, version=0)
    again = receive_file(viewer=actors.officer, name="方案.txt", data=PLAN)
    assert again.file == received.file
    assert again.uid != received.uid


@pytest.mark.parametrize(
    ("name", "data"),
    [
        # a mark in the text, in a page, and in the name of the file
        ("方案.txt", "机密★1年\n".encode() + PLAN),
        ("方案.html", "<p>机密<b>★</b>1年</p>".encode()),
        ("方案.txt", "机密★1年\n".encode("gb18030") + PLAN.decode().encode("gb18030")),
        ("【秘密】方案.txt", PLAN),
    ],
)
def test_a_mark_of_secrecy_leaves_nothing(actors: cast.Cast, file_store: Path, name: str, data: bytes) -> None:
    before = Entry.objects.count()
    with pytest.raises(DomainError) as refusal:
        receive_file(viewer=actors.officer, name=name, data=data)
    assert refusal.value.code == "plans.secrecy_marked"
    assert not SourceFile.objects.exists()
    assert not PlanImport.objects.exists()
    assert Entry.objects.count() == before
    assert list(file_store.rglob("*")) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "plans.file_empty"),
        # one byte more than the limit
        (b"x" * 101, "plans.file_too_large"),
    ],
)
def test_a_file_without_content_or_beyond_the_limit_is_refused(
    actors: cast.Cast, settings: Settings, data: bytes, code: str
) -> None:
    settings.DUBAN_LIMITS = {**settings.DUBAN_LIMITS, "upload_bytes": 100}
    with pytest.raises(DomainError) as refusal:
        receive_file(viewer=actors.officer, name="plan.txt", data=data)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        # a path is no name
        ("C:\\plans\\方案.txt", "方案.txt"),
        ("../../etc/方案.txt", "方案.txt"),
        # too long: the ending is kept
        ("案" * 300 + ".txt", "案" * 251 + ".txt"),
        # nothing that could be shown
        ("\x00\x01", "-"),
    ],
)
def test_a_name_is_brought_into_a_form_that_can_be_shown(actors: cast.Cast, given: str, kept: str) -> None:
    assert receive_file(viewer=actors.officer, name=given, data=PLAN).file.name == kept


def test_only_the_office_takes_files_in(actors: cast.Cast) -> None:
    for viewer in (actors.leader, actors.liaison, actors.auditor):
        with pytest.raises(NotAllowed):
            receive_file(viewer=viewer, name="方案.txt", data=PLAN)

"""`duban accounts`: the list as csv, and the suspension of what nobody used."""

from datetime import timedelta

import pytest

import cast
from duban.cli import main
from duban.core import clock
from duban.orgs.models import User

pytestmark = pytest.mark.django_db


def test_the_list_names_account_person_posts_state_and_day(capsys: pytest.CaptureFixture[str]) -> None:
    cast.assemble()
    User.objects.filter(username="liaison").update(last_seen_on=clock.today())
    assert main(["accounts", "list", "--jurisdiction", "lan"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "account,person,posts,state,last_seen_on"
    assert f"open,{clock.today()}" in next(line for line in lines if line.startswith("liaison,丁一舟"))
    assert not any("stranger" in line for line in lines)
    assert main(["accounts", "list", "--jurisdiction", "lan", "--state", "closed"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_idle_accounts_are_suspended_and_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    cast.assemble()
    User.objects.filter(username="liaison").update(last_seen_on=clock.today() - timedelta(days=90))
    for out in (f"liaison\t{clock.today() - timedelta(days=90)}\n", ""):
        assert main(["accounts", "suspend"]) == 0
        assert capsys.readouterr().out == out


def test_a_government_that_is_not_there_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "list", "--jurisdiction", "nowhere"]) == 2
    assert capsys.readouterr().err.count("\n") == 1

"""The demonstration: built by the same services as everything else, the same each time, and kept apart."""

import pytest
from django.conf import LazySettings
from django.contrib.auth import authenticate
from django.db import transaction

from duban.core import texts
from duban.demo.build import build, is_built
from duban.journal.models import Entry
from duban.journal.verification import verify
from duban.ledger.models import Task
from duban.orgs.accounts import accounts_on_show, found_jurisdiction
from duban.orgs.errors import WrongDatabase
from duban.orgs.installation import require_matching_mode
from duban.orgs.models import Jurisdiction, Person, Unit
from duban.plans.models import Clause, Plan, PlanFinding

pytestmark = pytest.mark.django_db


def test_the_city_has_its_ledger_its_people_and_an_unbroken_journal() -> None:
    assert not is_built()
    accounts = build()
    assert is_built()
    assert (Plan.objects.count(), Clause.objects.count(), Task.objects.count()) == (1, 60, 59)
    assert Task.objects.get(numbers="26、56").clause_count == 2
    assert Person.objects.filter(name="苗映秋").exists()  # the name that the document lost
    assert not Unit.objects.filter(name="市工业和信息化局").exists()  # known as 市工信局
    assert not PlanFinding.objects.filter(severity="must", settled__isnull=True).exists()
    assert verify().is_intact
    assert [account.username for account in accounts] == ["office", "auditor", "leader", "head", "liaison"]
    for account in accounts:
        assert authenticate(username=account.username, password=account.password) is not None


def test_passwords_are_made_anew_and_everything_else_is_the_same() -> None:
    built = []
    for _ in range(2):
        with transaction.atomic():
            accounts = build()
            built.append(
                (
                    list(Task.objects.order_by("position").values_list("uid", "title")),
                    list(Entry.objects.order_by("seq").values_list("kind", "at", "subjects"))[1:],
                    {account.password for account in accounts},
                )
            )
            transaction.set_rollback(True)
    assert built[0][:2] == built[1][:2]
    assert not built[0][2] & built[1][2]


def test_production_refuses_a_demonstration_and_a_demonstration_refuses_real_data(settings: LazySettings) -> None:
    found_jurisdiction(code="demo", name="演示市", level=Jurisdiction.Level.PREFECTURE, is_demonstration=True)
    settings.DUBAN_MODE = "production"
    with pytest.raises(WrongDatabase) as refused:
        require_matching_mode()
    assert "演示市" in texts.say(refused.value)
    Jurisdiction.objects.update(is_demonstration=False)
    require_matching_mode()
    settings.DUBAN_MODE = "demonstration"
    with pytest.raises(WrongDatabase):
        require_matching_mode()


def test_the_page_of_sign_in_names_accounts_only_in_a_demonstration(settings: LazySettings) -> None:
    build()
    assert accounts_on_show() == []
    settings.DUBAN_MODE = "demonstration"
    assert {account.username for account in accounts_on_show()} == {"office", "auditor", "leader", "head", "liaison"}

"""The demonstration: built by the same services as everything else, the same each time, and kept apart."""

import pytest
from django.conf import LazySettings
from django.db import transaction

from duban.core import texts
from duban.demo.build import build, is_built
from duban.journal.models import Entry
from duban.journal.verification import verify
from duban.ledger.models import Charge, OpenEnd, Part, Task
from duban.orgs.accounts import accounts_on_show, found_jurisdiction
from duban.orgs.errors import WrongDatabase
from duban.orgs.installation import require_matching_mode
from duban.orgs.models import Delegation, Handover, Jurisdiction, Person, RecordedAct, Service, Unit, UnitAlias, User
from duban.plans.models import Clause, Plan, PlanFinding
from laid_again import laid_again

pytestmark = pytest.mark.django_db

USERNAMES = [
    *("chief", "office", "registrar", "mayor", "auditor", "system", "security", "audit"),
    *("leader", "secretary", "head", "deputy", "liaison"),
]
"""One account for each role."""


def test_the_register_is_in_full_names_and_no_unit_of_the_plan_is_new() -> None:
    laid_again(build)
    assert Unit.objects.filter(code__isnull=True).exclude(kind__in=Unit.GROUPS).count() == 0
    assert Unit.objects.count() == Unit.objects.exclude(name__in=["市发改委", "市住建局", "市工信局"]).count() == 75
    assert UnitAlias.objects.get(surface="市发改委").unit.name == "市发展和改革委员会"
    assert set(Part.objects.filter(group__name="各县市区政府").values_list("unit__kind", flat=True)) == {"county"}


def test_the_first_days_left_something_of_everything() -> None:
    laid_again(build)
    stages = set(RecordedAct.objects.values_list("act", "stage"))
    assert {("orgs.delegate", "waiting"), ("orgs.delegate", "confirmed"), ("ledger.name_open_end", "taken")} <= stages
    assert OpenEnd.objects.filter(stage="named").count() == 2
    assert OpenEnd.objects.filter(stage="open").count() > 5
    assert (Delegation.objects.count(), Handover.objects.count(), Charge.objects.count()) == (1, 1, 1)
    assert Service.objects.filter(document_kind="plan").count() > 40
    without_head = Unit.objects.filter(kind="department").exclude(posts__kind="head")
    assert {unit.name for unit in without_head} == {"市信访局"}


def test_the_city_has_its_ledger_its_people_and_an_unbroken_journal() -> None:
    assert not is_built()
    accounts = laid_again(build)
    assert is_built()
    assert (Plan.objects.count(), Clause.objects.count(), Task.objects.count()) == (1, 60, 59)
    assert Task.objects.get(numbers="26、56").clause_count == 2
    assert Person.objects.filter(name="苗映秋").exists()  # the name that the document lost
    assert not Unit.objects.filter(name="市工信局").exists()  # printed so, and known as 市工业和信息化局
    assert not PlanFinding.objects.filter(severity="must", settled__isnull=True).exists()
    assert verify().is_intact
    assert [account.username for account in accounts] == USERNAMES
    for account in accounts[:2]:
        assert User.objects.get(username=account.username).check_password(account.password)


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
    laid_again(build)
    assert accounts_on_show() == []
    settings.DUBAN_MODE = "demonstration"
    assert {account.username for account in accounts_on_show()} == set(USERNAMES)

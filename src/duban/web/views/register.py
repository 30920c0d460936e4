"""Acts of the office on the register: a unit entered, changed, renamed, merged, split, dissolved; its aliases."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from duban.core import clock, texts
from duban.orgs import policies
from duban.orgs.errors import Stale
from duban.orgs.models import Unit, UnitAlias
from duban.orgs.register import aliases as alias_acts
from duban.orgs.register import successions
from duban.orgs.register.dates import day_of
from duban.orgs.register.entering import change_unit, enter_unit
from duban.orgs.register.errors import AliasUnknown, DayBeforeStart
from duban.orgs.register.hooks import open_duties
from duban.orgs.register.renaming import rename_unit
from duban.orgs.register.selectors import aliases_of
from duban.web.access import ViewedRequest, behind_door
from duban.web.views.register_forms import (
    AliasForm,
    DissolveForm,
    FactsForm,
    MergeForm,
    NewUnitForm,
    RegisterForm,
    RenameForm,
    SplitForm,
)


@dataclass(frozen=True)
class Page:
    """The words of an act, and whether it shows what is open."""

    title: str
    button: str
    facts: str = ""
    shows_duties: bool = False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.enter_unit")
def unit_new(request: ViewedRequest) -> HttpResponse:
    """Enter a unit that no plan has named yet."""
    viewer = request.viewer
    form = NewUnitForm(_sent(request), viewer=viewer)
    if form.is_bound and form.is_valid():
        made = form.attempt(lambda: enter_unit(viewer=viewer, name=form.cleaned_data["name"], facts=form.facts()))
        if made is not None:
            messages.success(request, _("%(unit)s entered.") % {"unit": made.name})
            return redirect("unit", made.uid)
    facts = _("Units that an adopted plan names are entered by themselves.")
    return _page(request, form, Page(_("New unit"), _("Enter it"), facts))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_edit(request: ViewedRequest, uid: str) -> HttpResponse:
    """Change what the register says of a unit."""
    unit = _unit(request, uid, "orgs.change_unit")
    viewer, version = request.viewer, _version(request, unit)
    initial = {
        "code": unit.code or "",
        "kind": unit.kind,
        "standing": unit.standing,
        "parent": unit.parent.uid if unit.parent else None,
        "position": unit.position,
        "pinyin": unit.pinyin,
        "since": unit.since,
    }
    form = FactsForm(_sent(request), viewer=viewer, unit=unit, initial=initial)
    return _act(
        request,
        unit,
        form,
        lambda: change_unit(viewer=viewer, unit=unit, version=version, facts=form.facts()),
        Page(_("Change a unit"), _("Save")),
        said=_("Changed."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_rename(request: ViewedRequest, uid: str) -> HttpResponse:
    """Rename a unit from a day on."""
    unit = _unit(request, uid, "orgs.rename_unit")
    viewer, version = request.viewer, _version(request, unit)
    form = RenameForm(_sent(request), initial={"name": unit.name})
    return _act(
        request,
        unit,
        form,
        lambda: rename_unit(viewer=viewer, unit=unit, version=version, **form.cleaned_data),
        Page(
            _("Rename a unit"),
            _("Rename"),
            _("Older plans keep the name of their day, and the old name still leads here."),
        ),
        said=_("Renamed."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_merge(request: ViewedRequest, uid: str) -> HttpResponse:
    """Merge other units into this one."""
    unit = _unit(request, uid, "orgs.merge_units")
    form = MergeForm(_sent(request), viewer=request.viewer, unit=unit)

    def merge() -> Unit:
        typed = form.cleaned_data
        return successions.merge_units(
            viewer=request.viewer,
            units=list(typed["units"]),
            into=unit,
            on=typed["on"],
            basis=typed["basis"],
            duties_to=unit if typed["duties_to"] else None,
        )

    return _act(
        request,
        unit,
        form,
        merge,
        Page(
            _("Merge units into this one"),
            _("Merge"),
            _("They end the day before, and their names lead here from then on. Their history stays."),
        ),
        said=_("Merged."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_split(request: ViewedRequest, uid: str) -> HttpResponse:
    """Split this unit into several."""
    unit = _unit(request, uid, "orgs.split_unit")
    form = SplitForm(_sent(request), viewer=request.viewer, unit=unit)

    def split() -> Unit:
        typed = form.cleaned_data
        into = list(typed.pop("units"))
        return successions.split_unit(viewer=request.viewer, unit=unit, into=into, **typed)

    return _act(
        request,
        unit,
        form,
        split,
        Page(_("Split this unit"), _("Split"), _("It ends the day before. Its history stays."), shows_duties=True),
        said=_("Split up."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_dissolve(request: ViewedRequest, uid: str) -> HttpResponse:
    """Dissolve this unit without a successor."""
    unit = _unit(request, uid, "orgs.dissolve_unit")
    form = DissolveForm(_sent(request))
    return _act(
        request,
        unit,
        form,
        lambda: successions.dissolve_unit(viewer=request.viewer, unit=unit, **form.cleaned_data),
        Page(
            _("Dissolve this unit"),
            _("Dissolve"),
            _("It ends the day before. What is open is passed on by merging or splitting instead."),
            shows_duties=True,
        ),
        said=_("Dissolved."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@behind_door("orgs.look")
def unit_aliases(request: ViewedRequest, uid: str) -> HttpResponse:
    """Show the aliases of a unit, add one, or close one (`close` names its spelling)."""
    unit = _unit(request, uid, "orgs.set_aliases")
    closing = request.POST.get("close", "")
    form = AliasForm(_sent(request) if not closing else None)
    refusal = ""
    if closing:
        try:
            until = day_of(request.POST.get("until", "")) or clock.today()
            alias_acts.close_alias(viewer=request.viewer, unit=unit, surface=closing, until=until)
            messages.success(request, _("“%(surface)s” closed.") % {"surface": closing})
            return redirect("unit_aliases", uid)
        except (AliasUnknown, DayBeforeStart) as error:
            refusal = texts.say(error)
    elif form.is_bound and form.is_valid():
        typed = dict(form.cleaned_data, origin=UnitAlias.Origin(form.cleaned_data["origin"]))
        added = form.attempt(lambda: alias_acts.add_alias(viewer=request.viewer, unit=unit, **typed))
        if added is not None:
            messages.success(request, _("“%(surface)s” leads here.") % {"surface": added.surface})
            return redirect("unit_aliases", uid)
    context = {
        "unit": unit,
        "form": form,
        "refusal": refusal,
        "aliases": aliases_of(request.viewer, unit),
        "crumbs": _crumbs(unit, _("Aliases")),
    }
    return render(request, "register/aliases.html", context)


def _act(
    request: ViewedRequest,
    unit: Unit,
    form: RegisterForm,
    act: Callable[[], Unit],
    page: Page,
    *,
    said: str,
) -> HttpResponse:
    """Do an act on a unit and show it, or show its form; of two at once the later sees his words again."""
    if form.is_bound and form.is_valid():
        try:
            done = form.attempt(act)
        except Stale as error:
            return _page(request, form, page, unit=unit, refusal=texts.say(error))
        if done is not None:
            messages.success(request, said)
            return redirect("unit", done.uid)
    return _page(request, form, page, unit=unit)


def _page(
    request: ViewedRequest, form: RegisterForm, page: Page, *, unit: Unit | None = None, refusal: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "page": page,
        "unit": unit,
        "duties": open_duties(unit) if unit is not None and page.shows_duties else (),
        "version": unit.version if unit else 0,
        "refusal": refusal,
        "back": reverse("unit", args=[unit.uid]) if unit else reverse("units"),
        "crumbs": _crumbs(unit, page.title),
    }
    return render(request, "register/act.html", context, status=409 if refusal else 200)


def _unit(request: ViewedRequest, uid: str, act: str) -> Unit:
    unit = policies.visible_one(request.viewer, Unit, uid)
    policies.require(request.viewer, act, unit)
    return unit


def _crumbs(unit: Unit | None, here: str) -> list[dict[str, str]]:
    way = [{"label": _("Units"), "url": reverse("units")}]
    if unit is not None:
        way.append({"label": unit.name, "url": reverse("unit", args=[unit.uid])})
    return [*way, {"label": here, "url": ""}]


def _sent(request: ViewedRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _version(request: ViewedRequest, unit: Unit) -> int:
    """Return the version that the sender saw; what is no version fits none."""
    if request.method != "POST":
        return unit.version
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else -1

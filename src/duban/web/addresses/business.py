"""Addresses of plans, ledger, units, journal and session."""

from django.urls import path
from django.views.i18n import set_language

from duban.web.views import (
    adoption,
    deputies,
    design,
    desk,
    exports,
    health,
    imports,
    journal,
    ledger,
    open_ends,
    plans,
    review,
    session,
    tasks,
    unit_tasks,
    units,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("language/", set_language, name="set_language"),
    path("theme/", session.theme, name="theme"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/export/<form>", exports.ledger_export, name="ledger_export"),
    path("tasks/<uid>/", tasks.task, name="task"),
    path("tasks/<uid>/deputy/", deputies.task_deputy, name="task_deputy"),
    path("open-ends/", open_ends.open_ends, name="open_ends"),
    path("open-ends/<uid>/", open_ends.open_end, name="open_end"),
    path("plans/", plans.plans, name="plans"),
    path("plans/import/", imports.plan_imports, name="plan_imports"),
    path("plans/import/<uid>/", imports.plan_import, name="plan_import"),
    path("plans/import/<uid>/correct", review.import_correct, name="import_correct"),
    path("plans/import/<uid>/undo", review.import_undo, name="import_undo"),
    path("plans/import/<uid>/for-comment", review.import_for_comment, name="import_for_comment"),
    path("plans/import/<uid>/discard", review.import_discard, name="import_discard"),
    path("plans/import/<uid>/adopt", adoption.import_adopt, name="import_adopt"),
    path("plans/<uid>/", plans.plan, name="plan"),
    path("plans/<uid>/file", plans.plan_file, name="plan_file"),
    path("units/", units.units, name="units"),
    path("units/<uid>/", units.unit, name="unit"),
    path("units/<uid>/tasks/", unit_tasks.unit_tasks, name="unit_tasks"),
    path("units/<uid>/tasks/export/<form>", unit_tasks.unit_tasks_export, name="unit_tasks_export"),
    path("units/<uid>/members/", units.unit_members, name="unit_members"),
    path("journal/", journal.journal, name="journal"),
    path("design/", design.design, name="design"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

"""Addresses of the work of a year: acts, work plans, reports."""

from django.urls import path

from duban.web.views import (
    acts,
    answers,
    digests,
    evidence,
    plan_review,
    report,
    reports,
    roadmaps,
    task_sum,
    task_work,
    unit_timetable,
    work_plan,
)

urlpatterns = [
    path("acts/<code>/<uid>/", acts.act, name="act"),
    path("units/<uid>/evidence/", evidence.unit_evidence, name="unit_evidence"),
    path("units/<uid>/timetable/", unit_timetable.unit_timetable, name="unit_timetable"),
    path("units/<uid>/timetable/<form>", unit_timetable.unit_timetable_export, name="unit_timetable_export"),
    path("digests/<uid>/", digests.digest, name="digest"),
    path("evidence/<uid>/", evidence.evidence_file, name="evidence_file"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<month>/sheet/", answers.answer_sheet, name="answer_sheet"),
    path("reports/<month>/answers/", answers.answers, name="answers"),
    path("reports/<uid>/", report.report, name="report"),
    path("tasks/<uid>/roadmap/", roadmaps.task_roadmap_page, name="task_roadmap"),
    path("sections/<uid>/roadmap/", roadmaps.section_roadmap_page, name="section_roadmap"),
    path("units/<uid>/roadmap/", roadmaps.unit_roadmap_page, name="unit_roadmap"),
    path("tasks/<uid>/sum/", task_sum.task_sum, name="task_sum"),
    path("work-plans/", plan_review.plan_review, name="plan_review"),
    path("work-plans/<uid>/", work_plan.work_plan, name="work_plan"),
    path("tasks/<uid>/progress/", task_work.task_work, name="task_work"),
]

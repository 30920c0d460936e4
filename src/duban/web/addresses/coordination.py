"""Addresses of the leader's page, of dispatches, problems, decisions and proposals."""

from django.urls import path

from duban.web.views import coordination, dispatch, dispatch_meeting

urlpatterns = [
    path("dispatch/", dispatch.dispatch, name="dispatch"),
    path("dispatch/meetings/<uid>/", dispatch_meeting.dispatch_meeting, name="dispatch_meeting"),
    path("problems/", coordination.problems, name="problems"),
    path("problems/<uid>/", coordination.problem, name="problem"),
    path("decisions/", coordination.decisions, name="decisions"),
    path("decisions/<uid>/", coordination.decision, name="decision"),
    path("proposals/", coordination.proposals, name="proposals"),
    path("proposals/<uid>/", coordination.proposal, name="proposal"),
]

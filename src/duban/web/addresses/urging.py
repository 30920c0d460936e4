"""Addresses of urging: what is over its day, the calls of the day, slips."""

from django.urls import path

from duban.web.views import slips, urging, urging_calls

urlpatterns = [
    path("urging/", urging.urging, name="urging"),
    path("urging/calls/", urging_calls.urging_calls, name="urging_calls"),
    path("urging/sent/", urging.urging_sent, name="urging_sent"),
    path("urging/sent/<uid>/", urging.urging_slip, name="urging_slip"),
    path("slips/", slips.slips, name="slips"),
    path("slips/<uid>/", slips.supervision_slip, name="supervision_slip"),
]

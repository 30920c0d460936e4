"""All addresses; the pages stand in `duban.web.urls`."""

from django.urls import include, path

handler400 = "duban.web.views.errors.bad_request"
handler403 = "duban.web.views.errors.forbidden"
handler404 = "duban.web.views.errors.not_found"
handler500 = "duban.web.views.errors.server_error"

urlpatterns = [path("", include("duban.web.urls"))]

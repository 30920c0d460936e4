"""Addresses of the pages; objects are addressed by uid."""

from django.urls import path
from django.views.i18n import set_language

from duban.web.views import desk, design, health, session

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in/", session.sign_in, name="sign_in"),
    path("sign-out/", session.sign_out, name="sign_out"),
    path("language/", set_language, name="set_language"),
    path("theme/", session.theme, name="theme"),
    path("design/", design.design, name="design"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]

"""All addresses of the pages."""

from duban.web.addresses import (
    account,
    accounts,
    acting,
    audit,
    business,
    consoles,
    coordination,
    matters,
    overview,
    people,
    register,
    reminders,
    urging,
    work,
)

urlpatterns = [
    *register.urlpatterns,
    *people.urlpatterns,
    *acting.urlpatterns,
    *account.urlpatterns,
    *accounts.urlpatterns,
    *consoles.urlpatterns,
    *audit.urlpatterns,
    *matters.urlpatterns,
    *coordination.urlpatterns,
    *overview.urlpatterns,
    *reminders.urlpatterns,
    *urging.urlpatterns,
    *work.urlpatterns,
    *business.urlpatterns,
]

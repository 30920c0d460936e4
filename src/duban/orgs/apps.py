"""Application configuration of organisation and people."""

from django.apps import AppConfig


class OrgsConfig(AppConfig):
    """Governments, units, people, posts, accounts, permission."""

    name = "duban.orgs"
    label = "orgs"

    def ready(self) -> None:
        """Register journal kinds, error texts and acts."""
        from duban.orgs import actions, errors, policies  # noqa: F401
        from duban.orgs.accounts import actions as accounts_actions  # noqa: F401
        from duban.orgs.accounts import acts as accounts_acts  # noqa: F401
        from duban.orgs.accounts import errors as accounts_errors  # noqa: F401
        from duban.orgs.acting import actions as acting_actions  # noqa: F401
        from duban.orgs.acting import acts, approving, serving  # noqa: F401
        from duban.orgs.acting import errors as acting_errors  # noqa: F401
        from duban.orgs.administration import actions as administration_actions  # noqa: F401
        from duban.orgs.administration import acts as administration_acts  # noqa: F401
        from duban.orgs.administration import errors as administration_errors  # noqa: F401
        from duban.orgs.administration import grants  # noqa: F401
        from duban.orgs.people import actions as people_actions  # noqa: F401
        from duban.orgs.people import acts as people_acts  # noqa: F401
        from duban.orgs.people import errors as people_errors  # noqa: F401
        from duban.orgs.register import actions as register_actions  # noqa: F401
        from duban.orgs.register import acts as register_acts  # noqa: F401
        from duban.orgs.register import errors as register_errors  # noqa: F401
        from duban.orgs.signing_in import actions as signing_actions  # noqa: F401
        from duban.orgs.signing_in import acts as signing_acts  # noqa: F401
        from duban.orgs.signing_in import errors as signing_errors  # noqa: F401

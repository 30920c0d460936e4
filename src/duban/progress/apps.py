"""Application configuration of progress."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Reporting periods, reports, contributions, evidence."""

    name = "duban.progress"
    label = "progress"

    def ready(self) -> None:
        """Register journal kinds, error texts, acts, and what the clock does."""
        from duban.progress import handing_over, ticking  # noqa: F401
        from duban.progress.answering import errors as answering_errors  # noqa: F401
        from duban.progress.asking import actions as asking_actions  # noqa: F401
        from duban.progress.asking import acts as asking_acts  # noqa: F401
        from duban.progress.asking import contributions, docking, requests  # noqa: F401
        from duban.progress.closing import acts as closing_acts  # noqa: F401
        from duban.progress.closing import claiming, verifying  # noqa: F401
        from duban.progress.evidencing import acts as evidencing_acts  # noqa: F401
        from duban.progress.evidencing import files, of_matters  # noqa: F401
        from duban.progress.reporting import (  # noqa: F401
            actions,
            acts,
            amending,
            consents,
            errors,
            figures,
            office,
            reports,
            rules,
        )
        from duban.progress.upward import acts as upward_acts  # noqa: F401
        from duban.progress.upward import digests, special  # noqa: F401

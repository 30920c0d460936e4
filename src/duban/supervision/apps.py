"""Application configuration of supervision."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Rules and kept lights, urging, supervision slips."""

    name = "duban.supervision"
    label = "supervision"

    def ready(self) -> None:
        """Answer what lower packages ask, follow what they tell; register journal kinds, acts, and the clock."""
        from duban.supervision import keeping  # noqa: F401
        from duban.supervision.burden import acts as burden_acts  # noqa: F401
        from duban.supervision.burden import reasons  # noqa: F401
        from duban.supervision.overview import acts as overview_acts  # noqa: F401
        from duban.supervision.urging import (  # noqa: F401
            acts,
            answering,
            calls,
            handing_over,
            naming,
            proposing,
            slips,
            ticking,
        )

"""What every record of Duban shares."""

from django.db import models

from duban.core.uids import LENGTH, new_uid


class UidField(models.CharField):  # type: ignore[type-arg]
    """The name of a record towards the outside: made by the application, never changed."""

    def __init__(self, **options: object) -> None:
        options = {"max_length": LENGTH, "default": new_uid, "editable": False} | options
        super().__init__(**options)  # type: ignore[arg-type]

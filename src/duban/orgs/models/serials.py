"""The last number of each kind of paper in a year."""

from django.db import models

from duban.orgs.models.jurisdictions import Jurisdiction


class Serial(models.Model):
    """How far the numbers of one kind of paper have come in a year; the next one is given out under its lock."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    kind = models.CharField(max_length=32)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        db_table = "orgs_serial"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "kind", "year"], name="orgs_serial_once"),
            models.CheckConstraint(condition=models.Q(last__gte=1), name="orgs_serial_last"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} {self.last}"

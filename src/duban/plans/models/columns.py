"""What a person said of the columns of tables."""

from django.db import models

from duban.orgs.models import Jurisdiction, User


class TableColumns(models.Model):
    """What the columns of an issuer's tables are, by their heads; later files of the issuer are read with it.

    The issuer is as reading finds it, empty where the file names none.
    """

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, db_index=False)
    issuer = models.CharField(max_length=128, blank=True)
    columns = models.JSONField()
    named_by = models.ForeignKey(User, models.PROTECT, db_index=False)
    named_at = models.DateTimeField()

    class Meta:
        db_table = "plans_table_columns"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["jurisdiction", "issuer"], name="plans_columns_issuer")]

    def __str__(self) -> str:
        return self.issuer

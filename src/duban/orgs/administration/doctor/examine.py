"""The whole self-check: settings as they were read, then everything that is not as it should be."""

from dataclasses import dataclass

from django.conf import settings

from duban.orgs.administration.doctor.deployment import database_findings, deployment_findings
from duban.orgs.administration.doctor.findings import Finding, Weight
from duban.orgs.administration.doctor.governments import government_findings, installation_findings
from duban.orgs.administration.doctor.storage import storage_findings
from duban.orgs.administration.hooks import further_findings
from duban.orgs.models import Jurisdiction

MASKED = "••••"
ORDER = list(Weight)


@dataclass(frozen=True)
class Shown:
    """A setting as it may be shown: name, value, where it came from."""

    name: str
    value: str
    source: str


def settings_shown() -> list[Shown]:
    """Return every setting with its source; of a secret only whether there is one."""
    return [
        Shown(each.name, (MASKED if each.value else "-") if each.secret else _plain(each.value), each.source)
        for each in settings.ENVIRONMENT.read
    ]


def examine(only: Jurisdiction | None = None) -> list[Finding]:
    """Return the findings, worst first; `only` leaves other governments out."""
    found = [*deployment_findings()]
    unusable = database_findings()
    found += unusable
    if not unusable:
        found += [*installation_findings(), *storage_findings()]
        governments = [only] if only is not None else list(Jurisdiction.objects.order_by("code"))
        for government in governments:
            found += government_findings(government)
            found += [finding for further in further_findings.ask(government) for finding in further]
    return sorted(found, key=lambda finding: ORDER.index(finding.weight))


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ",".join(f"{name}={number}" for name, number in value.items())
    if isinstance(value, list | tuple):
        return ",".join(map(str, value)) or "-"
    return str(value)

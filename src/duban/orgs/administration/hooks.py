"""What the self-check asks of packages above: whether anything else of a government is not as it should be."""

from duban.core.hooks import Question
from duban.orgs.administration.doctor.findings import Finding
from duban.orgs.models import Jurisdiction

further_findings: Question[Jurisdiction, list[Finding]] = Question("orgs.further_findings")

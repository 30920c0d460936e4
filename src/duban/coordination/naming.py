"""How the journal's subjects of this package are called."""

from duban.coordination.models import Decision, Dispatch, Problem, Proposal
from duban.ledger.selectors.subjects import name_by
from duban.orgs import policies

name_by("problem", lambda viewer: policies.visible(viewer, Problem), "title")
name_by("decision", lambda viewer: policies.visible(viewer, Decision), "text")
name_by("dispatch", lambda viewer: policies.visible(viewer, Dispatch), "title")
name_by("proposal", lambda viewer: policies.visible(viewer, Proposal), "title")

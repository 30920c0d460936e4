"""Acts on files under way to signature."""

from django.db.models import Model

import cast
import trial_file  # noqa: F401 -- registers the kind of file
from acts import ActRow
from duban.orgs.acting import approving
from duban.orgs.acting.approving import SIGN, Proposed, Signed
from duban.orgs.acting.performing import By
from duban.orgs.models import Approval


def _before_the_approver(actors: cast.Cast) -> Approval:
    approval = approving.start(
        jurisdiction=actors.city,
        kind="trial",
        title="例外授权",
        entries=[Proposed("trial", "g1", "第1项")],
        drafted_by=actors.officer.user,
    )
    approving.sign(by=By(actors.office_head), about=approval, given=Signed(approval.version, SIGN))
    return Approval.objects.get(pk=approval.pk)


def _signature(_actors: cast.Cast, _about: Model) -> Signed:
    return Signed(version=1, decision=SIGN)


ROWS = [ActRow("orgs.sign_approval", "approver", _before_the_approver, _signature, "registrar")]

"""Tables of organisation and people, by subject."""

from duban.orgs.models.accounts import Invitation, PasswordUsed, SignInLock, User
from duban.orgs.models.acting import ActKey, RecordedAct, Service
from duban.orgs.models.approvals import Approval, ApprovalEntry, ApprovalStep, Route, RouteStep
from duban.orgs.models.jurisdictions import CalendarDay, Jurisdiction
from duban.orgs.models.people import Delegation, Division, Handover, Holding, Person, Post
from duban.orgs.models.permission import Grant
from duban.orgs.models.rates import RateCount
from duban.orgs.models.serials import Serial
from duban.orgs.models.signing_in import SecondFactor, Session, SlowedAddress
from duban.orgs.models.units import GroupMember, Succession, Unit, UnitAlias, UnitName

__all__ = [
    "ActKey",
    "Approval",
    "ApprovalEntry",
    "ApprovalStep",
    "CalendarDay",
    "Delegation",
    "Division",
    "Grant",
    "GroupMember",
    "Handover",
    "Holding",
    "Invitation",
    "Jurisdiction",
    "PasswordUsed",
    "Person",
    "Post",
    "RateCount",
    "RecordedAct",
    "Route",
    "RouteStep",
    "SecondFactor",
    "Serial",
    "Service",
    "Session",
    "SignInLock",
    "SlowedAddress",
    "Succession",
    "Unit",
    "UnitAlias",
    "UnitName",
    "User",
]

"""What can go wrong with people, their posts and what passes between them."""

from django.utils.translation import gettext_lazy as _

from duban.core import texts
from duban.core.errors import DomainError


class PostsOverlap(DomainError):
    """Two posts that one person must not hold together (domain 6.4)."""

    code = "orgs.posts_overlap"


class PostHeld(DomainError):
    """The post has a holder on one of these days."""

    code = "orgs.post_held"


class PostVacant(DomainError):
    """Nobody holds the post."""

    code = "orgs.post_vacant"


class PostEnded(DomainError):
    """The post, or the unit whose post it is, does not exist any more."""

    code = "orgs.post_ended"


class HoldsAlready(DomainError):
    """The person is in this kind of post of this unit already."""

    code = "orgs.holds_already"


class NameKnown(DomainError):
    """There is somebody of this name; whether it is the same person is for a person to say."""

    code = "orgs.name_known"


class NobodyNamed(DomainError):
    """Neither a known person nor a name was given."""

    code = "orgs.nobody_named"


class DayAhead(DomainError):
    """A change of holder is entered on its day, not before."""

    code = "orgs.day_ahead"


class DayTooEarly(DomainError):
    """The day lies before the person came into the post."""

    code = "orgs.day_too_early"


class OtherKindOfPost(DomainError):
    """A post of this kind is not filled in this way."""

    code = "orgs.other_kind_of_post"


class NobodyServed(DomainError):
    """A secretary serves the post of a leader or of the approver."""

    code = "orgs.nobody_served"


class DutiesOpen(DomainError):
    """The post cannot end while duties hang on it."""

    code = "orgs.duties_open"


class DelegatedAlready(DomainError):
    """Somebody stands in for the post on one of these days."""

    code = "orgs.delegated_already"


class NotOfTheUnit(DomainError):
    """The post of a unit is left to a colleague of that unit."""

    code = "orgs.not_of_the_unit"


class DaysInDisorder(DomainError):
    """The last day comes before the first, or the first has passed."""

    code = "orgs.days_in_disorder"


class ToHimself(DomainError):
    """The person named is the one who holds the post."""

    code = "orgs.to_himself"


class DivisionIncomplete(DomainError):
    """A division of labour has a basis and at least one field, each with one leader."""

    code = "orgs.division_incomplete"


class FieldTwice(DomainError):
    """A field of work answers to one leader."""

    code = "orgs.field_twice"


texts.register(
    {
        PostsOverlap.code: _(
            "%(name)s cannot be %(first)s and %(second)s at once: these posts watch over each other. "
            "Name somebody else, or end the other post first."
        ),
        PostHeld.code: _("%(post)s is held by %(name)s. Hand the post over instead of filling it."),
        PostVacant.code: _("Nobody holds %(post)s. Name somebody to it first."),
        PostEnded.code: _("%(post)s has ended; it cannot be filled any more."),
        HoldsAlready.code: _("%(name)s is %(post)s already."),
        NameKnown.code: _("There is somebody called %(name)s already. Say whether it is the same person."),
        NobodyNamed.code: _("Give the name of the person."),
        DayAhead.code: _("%(day)s lies ahead. Enter the change on its day; until then the holder answers."),
        DayTooEarly.code: _("%(name)s came into this post on %(day)s; the change must be later."),
        OtherKindOfPost.code: _("%(post)s is not filled here."),
        NobodyServed.code: _("Say which leader the secretary serves."),
        DutiesOpen.code: _("%(count)s duties hang on %(post)s. Hand the post over to somebody instead of ending it."),
        DelegatedAlready.code: _("%(name)s stands in for this post on some of these days. Take that back first."),
        NotOfTheUnit.code: _("%(name)s holds no post in %(unit)s. The post of a unit is left to a colleague there."),
        DaysInDisorder.code: _("The first day may not have passed, and the last may not come before it."),
        ToHimself.code: _("%(name)s holds this post already."),
        DivisionIncomplete.code: _("Give the basis, and at least one field with its leader."),
        FieldTwice.code: _("%(field)s is given to two leaders; one answers for it."),
    }
)

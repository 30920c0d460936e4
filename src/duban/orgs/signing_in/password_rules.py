"""What a password must be (domain 6.4): validators that the settings list, asked wherever a password is chosen."""

import re

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from duban.orgs.models import PasswordUsed, User

CLASSES = (re.compile(r"[a-z]"), re.compile(r"[A-Z]"), re.compile(r"[0-9]"), re.compile(r"[^a-zA-Z0-9\s]"))
LAST_REFUSED = 5

# What passwords of offices are usually made of, with letters put back for signs: Admin@123456, P@ssw0rd2026, Qwer1234!
LETTERS_FOR_SIGNS = str.maketrans("@401$3!5", "aaolseis")
_WORDS = (
    "abc abcd admin administrator aqaz asd asdf asdfgh china duban guest hello iloveyou login manager master oa office"
    " pass passwd password pwd qaz qazwsx qwe qwer qwert qwerty root super system test user welcome woaini xyz zaq"
    " zxc zxcv zxcvbn zhengfu"
)
COMMON_WORDS = frozenset(_WORDS.split())
SHORTEST_NAME = 3


class ThreeOfFourClasses:
    """Small letters, capitals, digits, signs: three of the four."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 -- Django's form
        """Raise ValidationError where two classes or fewer occur; letters of other scripts count as signs."""
        if sum(bool(each.search(password)) for each in CLASSES) < 3:
            raise ValidationError(self.get_help_text(), code="password_classes")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Three of the four: small letters, capital letters, digits, signs.")


class NotACommonWord:
    """No word that every office uses, whatever digits and signs stand around it."""

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002 -- Django's form
        """Raise ValidationError for such passwords as Admin@123456 and P@ssw0rd2026."""
        bare = re.sub(r"[^a-z]", "", password.lower())
        core = re.sub(r"[^a-z]+$|^[^a-z]+", "", password.lower())
        read = {bare, re.sub(r"[^a-z]", "", core.translate(LETTERS_FOR_SIGNS))}
        if any(_is_made_of_common_words(each) for each in read):
            raise ValidationError(
                _("A password of this kind is tried first by everybody who guesses."), code="password_common_word"
            )

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("No common word with digits around it.")


class NotTheName:
    """Neither the account nor the person's name, as characters or in pinyin."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where the password holds the account, the name or its pinyin."""
        if user is None:
            return
        typed = password.lower()
        if any(len(name) >= SHORTEST_NAME and name in typed for name in _names_of(user)) or (
            len(user.person.name) > 1 and user.person.name in password
        ):
            raise ValidationError(_("The password holds your name or account."), code="password_like_name")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("Neither your name, its pinyin nor the account.")


class NotUsedBefore:
    """None of the last five, the present one included."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where one of the last passwords is the same."""
        if user is None or user.pk is None:
            return
        used = PasswordUsed.objects.filter(jurisdiction=user.jurisdiction_id, user=user).order_by("-at", "-pk")
        before = [user.password, *used.values_list("password", flat=True)[: LAST_REFUSED - 1]]
        if any(check_password(password, each) for each in before if each):
            raise ValidationError(_("This was one of your last five passwords."), code="password_used")

    def get_help_text(self) -> str:
        """Return the rule in words."""
        return _("None of your last five passwords.")


def _is_made_of_common_words(letters: str) -> bool:
    """Say whether letters are a common word, or common words one after the other (adminadmin)."""
    return bool(letters) and any(
        letters.startswith(word) and (letters == word or _is_made_of_common_words(letters[len(word) :]))
        for word in COMMON_WORDS
    )


def _names_of(user: User) -> set[str]:
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin(user.person.name)
    return {user.username.lower(), "".join(syllables).lower(), "".join([*syllables[1:], *syllables[:1]]).lower()}

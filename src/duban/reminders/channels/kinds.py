"""How each kind of channel hands a message over, and how often its peer lets itself be asked."""

from collections.abc import Callable
from dataclasses import dataclass

from duban.reminders.channels import dingtalk, email, webhook, wecom
from duban.reminders.channels.letters import Letter, Outcome
from duban.reminders.models import Channel


@dataclass(frozen=True)
class Way:
    """How messages leave: the act, and how many the peer takes a minute (None: as many as there are).

    `is_brief` holds for what others may read, or what is paid by the character: counts and no titles.
    """

    deliver: Callable[[Letter], Outcome]
    a_minute: int | None = None
    is_brief: bool = True


WAYS: dict[str, Way] = {
    Channel.Kind.EMAIL: Way(email.deliver, is_brief=False),
    Channel.Kind.WECOM: Way(wecom.deliver, a_minute=20),
    Channel.Kind.DINGTALK: Way(dingtalk.deliver, a_minute=20),
    Channel.Kind.WEBHOOK: Way(webhook.deliver),
}

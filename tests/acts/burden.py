"""Row of the act by which the office says why it asks more."""

from acts import ActRow
from acts.urging import bureau
from duban.supervision.burden.reasons import MoreAsked

GIVEN = MoreAsked("排查病险水库", "汛期前必须查完。")

ROWS = [ActRow("supervision.say_why_more", "officer", bureau, lambda *_: GIVEN, recorder=None)]

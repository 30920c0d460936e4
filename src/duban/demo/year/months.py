"""What becomes of the reports and contributions of each month, as data.

Days are counted in working days from the day on which the report is due: -3 is the day of contributions, 3 the lock.
"""

# What becomes of a report, step by step: on which working day before or after the day due, which act.
MANNERS: dict[str, tuple[tuple[int, str], ...]] = {
    "usual": ((-2, "lay"), (-1, "file")),
    "early": ((-3, "lay"), (-2, "file")),
    "by_head": ((-1, "file"),),
    "drafted": ((-4, "write"), (-2, "file")),
    "on_the_day": ((-1, "lay"), (0, "file")),
    "nil": ((-3, "nil"), (-2, "file_nil")),
    "consented": ((-2, "consented"),),
    "late": ((0, "lay"), (2, "file")),
    "silent": (),
    "handed_back": ((-4, "lay"), (-3, "hand_back"), (-2, "lay"), (-1, "file")),
    "returned": ((-3, "file"), (-2, "return"), (-1, "write"), (0, "file")),
    "returned_and_lost": ((-1, "file"), (0, "return")),
    "left_in_draft": ((-2, "write"),),
    "left_before_head": ((-1, "lay"),),
    "unlocked": ((5, "unlock"), (6, "file")),
    "waits": ((-4, "write"), (-4, "wait"), (-1, "file")),
    "waits_in_vain": ((-4, "write"), (-4, "wait"), (0, "file")),
    "waits_too_long": ((3, "write"), (3, "wait")),
    "amended": ((-3, "file"), (-2, "accept"), (0, "amend"), (1, "accept_again"), (5, "amend"), (6, "accept_again")),
    "amended_in_vain": ((-3, "file"), (-2, "accept"), (0, "amend"), (2, "refuse_again")),
    "exempt": ((-6, "exempt"),),
    "exempt_after_asking": ((-5, "exempt"),),
}
STIRRING = {on for steps in MANNERS.values() for on, _act in steps}
"""The days on which anything becomes of reports at all."""
REPORTS = {
    ("2026-03", "5"): "returned",
    ("2026-03", "7"): "handed_back",
    ("2026-03", "15"): "silent",
    ("2026-03", "31"): "late",
    ("2026-04", "2"): "handed_back",
    ("2026-04", "3"): "returned",
    ("2026-04", "8"): "returned_and_lost",
    ("2026-04", "11"): "left_in_draft",
    ("2026-04", "15"): "left_before_head",
    ("2026-04", "17"): "unlocked",
    ("2026-04", "23"): "late",
    ("2026-04", "26、56"): "waits",
    ("2026-04", "28"): "waits_in_vain",
    ("2026-04", "31"): "waits_too_long",
    ("2026-04", "33"): "amended",
    ("2026-04", "40"): "exempt",
    ("2026-05", "9"): "returned",
    ("2026-05", "19"): "unlocked",
    ("2026-05", "22"): "silent",
    ("2026-05", "30"): "late",
    ("2026-05", "47"): "left_in_draft",
    ("2026-06", "5"): "amended_in_vain",
    ("2026-06", "17"): "amended",
    ("2026-06", "22"): "silent",
    ("2026-06", "26、56"): "waits",
    ("2026-06", "50"): "returned",
    ("2026-08", "7"): "waits_too_long",
    ("2026-08", "8"): "left_in_draft",
    ("2026-08", "17"): "left_before_head",
    ("2026-08", "26、56"): "exempt_after_asking",
    ("2026-08", "50"): "returned_and_lost",
    ("2026-09", "28"): "waits_in_vain",
    ("2026-10", "59"): "left_before_head",
}

CONTRIBUTIONS: dict[str, tuple[tuple[int, str], ...]] = {
    "usual": ((-5, "file"),),
    "on_the_day": ((-3, "file"),),
    "late": ((-1, "file"),),
    "returned": ((-6, "file"), (-5, "return"), (-4, "file")),
    "returned_and_lost": ((-4, "file"), (-3, "return")),
    "taken": ((-5, "file"), (-4, "accept")),
    "silent": (),
    "returned_too_late": ((-3, "file"), (3, "return")),
}
ANSWERS = {
    ("2026-04", "26、56", "宁汀市政府"): "on_the_day",
    ("2026-04", "26、56", "石濑县政府"): "usual",
    ("2026-04", "28", "云壑县政府"): "late",
    ("2026-04", "31", "市水利局"): "returned_too_late",
    ("2026-04", "7", "市行政审批局"): "returned",
    ("2026-04", "5", "市统计局"): "returned_and_lost",
    ("2026-04", "25", "市公安局"): "taken",
    ("2026-05", "28", "石濑县政府"): "silent",
    ("2026-06", "26、56", "泽阳区政府"): "on_the_day",
    ("2026-06", "26、56", "石濑县政府"): "usual",
    ("2026-06", "28", "石濑县政府"): "silent",
    ("2026-08", "7", "市行政审批局"): "returned_too_late",
    ("2026-08", "26、56", "石濑县政府"): "returned",
    ("2026-08", "26、56", "泽阳区政府"): "on_the_day",
    ("2026-08", "31", "市水利局"): "silent",
    ("2026-09", "28", "云壑县政府"): "late",
}

PERIODS_TOLD_AFTER = 7
"""Working days from the day due to the digest; it is delivered on the next one."""

"""The commands of `duban`: one module each, imported only when it is called.

A command module offers `add_arguments(parser)`, `run(args) -> int` (the exit code) and `example`, a line or two for
the end of its `--help`. A new command is a module here and a line in `COMMANDS`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # A protocol takes a millisecond to define, which every command would pay.
    from argparse import ArgumentParser, Namespace
    from typing import Protocol

    class Command(Protocol):
        """What a command module offers."""

        example: str

        def add_arguments(self, parser: ArgumentParser, /) -> None:
            """Declare what may stand on the command line."""

        def run(self, args: Namespace, /) -> int:
            """Do it and return the exit code."""


COMMANDS = {
    "read": "read plans without a database; JSON to standard output",
    "demo": "build and serve the demonstration: a fictional city with its plan and ledger",
    "init": "set a government up with its administrators; no default password",
    "import": "take a plan in for review, and adopt it where nothing must be settled",
    "serve": "serve the pages of this installation",
    "tick": "let time pass: periods, locks, lapses, lights; for a timer",
    "month": "open or lock the reporting of a month",
    "simulate": "let the simulated people of a demonstration live on to a day",
    "export": "take the ledger out as csv or xlsx",
    "register": "read the register of units in from a sheet, or take it out as one",
    "accounts": "list accounts, suspend those that nobody used for 90 days",
    "journal": "verify the journal, seal access records, erase a content by order",
    "doctor": "print the settings with their sources, and what is missing with its remedy",
    "keys": "make and change the keys of sealed fields",
    "permissions": "print who may do what, as the code says it",
}

MODULES = {"import": "import_plan"}  # `import` is no name that Python lets a module be imported by


class Refused(Exception):  # named for what it says, as every error here
    """What was asked for cannot be done: `main` prints the one line and ends with exit code 2."""

"""The command `duban`: finds the command asked for, imports only that one, and answers bad input with one line.

Exit codes: 0 done; 2 bad command line or nothing could be read; 130 stopped by Ctrl-C; 141 nobody reads our output
any more. A command may add its own (`duban read` and `duban journal verify`: 1).
"""

import os
import sys
from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, cast

from duban.commands import COMMANDS, MODULES, Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duban.commands import Command

STOPPED = 130
PIPE_CLOSED = 141


class Parser(ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2 and one line, without the usage that argparse would print before it."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


class Help(RawDescriptionHelpFormatter):
    """Help at a fixed width: to ask the terminal costs more at every start than the command line itself."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # Python flushes standard output once more at exit; without this it would complain about the closed pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _run(arguments: list[str]) -> int:
    name = arguments[0] if arguments else ""
    if name not in COMMANDS:
        return _without_command(arguments)
    command = cast("Command", import_module(f"duban.commands.{MODULES.get(name, name)}"))
    parser = Parser(
        prog=f"duban {name}",
        description=f"{COMMANDS[name][:1].upper()}{COMMANDS[name][1:]}.",
        epilog=f"example:\n  {command.example.strip()}",
        formatter_class=Help,
    )
    command.add_arguments(parser)
    try:
        code = command.run(parser.parse_args(arguments[1:]))
        sys.stdout.flush()
    except Refused as refusal:
        sys.stderr.write(f"duban {name}: {refusal}\n")
        return 2
    return code


def _without_command(arguments: list[str]) -> int:
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items())
    parser = Parser(
        prog="duban",
        usage="duban COMMAND …",
        description="Duban (督办): from the published division plan of a government to a living ledger.",
        epilog=f"commands:\n{lines}\n\nexample:\n  duban read plan.txt\n\n`duban COMMAND --help` explains one command.",
        formatter_class=Help,
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.add_argument("command", nargs="?", help=SUPPRESS)
    args = parser.parse_args(arguments)
    if args.version:
        from importlib.metadata import version

        sys.stdout.write(f"duban {version('duban')}\n")
        return 0
    if args.command is not None:
        parser.error(f"there is no command {args.command!r}")
    parser.print_help()
    return 0

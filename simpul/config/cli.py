"""The `simpul` command: one word, one act. Wrong input ends with status 2 and one plain sentence, never a traceback."""

import argparse
import json
import os
import sys
from importlib import import_module
from typing import Any

from simpul.config.arguments import Parser
from simpul.config.refusals import CommandRefused
from simpul.kit.refusals import Refused

# Each word is a module of simpul.config.commands with `arguments(parser)` and `run(options) -> (status, answer)`.
COMMANDS = {
    "start": "run the program for real use",
    "demo": "run a demo office with believable people",
    "backup": "write a backup of data and attachments, without keys",
    "restore": "restore a backup into an empty place",
    "verify": "let the independent auditor recompute the audit chain",
    "upgrade": "back up, then bring the database to this version",
    "keys": "back up, restore and rotate keys",
    "recover": "let an administrator in again who lost password or device",
    "trace": "say whose exported list a file is",
    "psql": "open a prompt of the database",
    "import": "take in a list of people: read, check and apply it",
    "strings": "collect the words of the program into its catalogues",
}
# Python keeps this word for itself.
MODULES = {"import": "importing"}
IN_THE_FOREGROUND = {"start", "demo", "psql"}  # these answer nothing: no --json


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status says how it went (contracts: 0 done, 1 the check failed, 2 wrong input)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    given = sys.argv[1:] if arguments is None else arguments
    name = f"simpul {given[0]}" if given and given[0] in COMMANDS else "simpul"
    try:
        return _run(given)
    except Refused as refused:
        print(f"{name}: {refused}", file=sys.stderr)
    except OSError as error:
        # A disk that is full, a folder that is somebody else's: the machine refuses, and says why.
        place = f" ({error.filename})" if error.filename else ""
        print(f"{name}: {error.strerror or error}{place}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 2


def _run(given: list[str]) -> int:
    parser = Parser(prog="simpul", description="Simpul: the platform for social services.")
    words = parser.add_subparsers(dest="word", metavar="command", parser_class=Parser)
    chosen = given[0] if given and given[0] in COMMANDS else None
    for word, purpose in COMMANDS.items():
        command = words.add_parser(word, help=purpose)
        if word == chosen:  # the others stay unread: a start should not wait for what it does not need
            describe(command, word)
    options = parser.parse_args(given, argparse.Namespace(json=False))
    if options.word is None:
        raise CommandRefused("wrong_input", reason="say what to do; simpul --help shows the commands.")
    status, answer = _module(options.word).run(options)
    if options.json:
        print(json.dumps(answer, default=str))
    return int(status)


def _module(word: str) -> Any:
    return import_module(f"simpul.config.commands.{MODULES.get(word, word)}")


def describe(command: argparse.ArgumentParser, word: str) -> None:
    """What may be said after this word."""
    module = _module(word)
    command.description = module.__doc__
    module.arguments(command)
    if word not in IN_THE_FOREGROUND:
        for parser in (command, *_acts(command)):
            parser.add_argument(
                "--json",
                action="store_true",
                default=argparse.SUPPRESS,
                help="answer with one JSON object on standard output",
            )


def _acts(command: argparse.ArgumentParser) -> list[argparse.ArgumentParser]:
    """The words that follow a command, as in `simpul keys backup`."""
    groups = [action for action in command._actions if isinstance(action, argparse._SubParsersAction)]
    return [parser for group in groups for parser in group.choices.values()]


def console() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    console()

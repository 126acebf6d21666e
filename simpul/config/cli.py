"""The `simpul` command: one word, one act. Wrong input ends with status 2 and one plain sentence, never a traceback."""

import argparse
import json
import os
import sys
from importlib import import_module

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
    "psql": "open a prompt of the database",
    "strings": "collect the words of the program into its catalogues",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status says how it went (contracts: 0 done, 1 the check failed, 2 wrong input)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    parser = argparse.ArgumentParser(prog="simpul", description="Simpul: the platform for social services.")
    words = parser.add_subparsers(dest="word", required=True, metavar="command")
    modules = {}
    for word, purpose in COMMANDS.items():
        modules[word] = import_module(f"simpul.config.commands.{word}")
        command = words.add_parser(word, help=purpose, description=modules[word].__doc__)
        modules[word].arguments(command)
        command.add_argument("--json", action="store_true", help="answer with one JSON object on standard output")
    chosen = parser.parse_args(arguments)
    try:
        status, answer = modules[chosen.word].run(chosen)
    except Refused as refused:
        print(f"simpul {chosen.word}: {refused}", file=sys.stderr)
        return 2
    if chosen.json:
        print(json.dumps(answer, default=str))
    return status


def console() -> None:
    """The console script."""
    sys.exit(main())


if __name__ == "__main__":
    console()

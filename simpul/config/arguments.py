"""Words on the command line: what is wrong with them is said in one sentence, with status 2."""

import argparse
from typing import NoReturn

from simpul.config.refusals import CommandRefused


class Parser(argparse.ArgumentParser):
    """Refuses instead of printing how the command is used; `--help` does that."""

    def error(self, message: str) -> NoReturn:
        raise CommandRefused("wrong_input", reason=f"{message}; {self.prog} --help shows what may be said.")


def port(text: str) -> int:
    """A TCP port."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to 65535, not {text!r}")
    return int(text)


def count(text: str) -> int:
    """How many of something: a number from 1 to 100,000."""
    if not text.isdecimal() or not 0 < int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"a number from 1 to 100000 is needed, not {text!r}")
    return int(text)

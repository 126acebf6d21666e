"""Collect the words of the program into its catalogues, and compile them."""

import argparse
from typing import Any

from simpul.config.strings import compile_catalogues, update_catalogues


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing may be said."""


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Update both `.po` files; status 1 while a translation is missing."""
    missing = update_catalogues()
    compile_catalogues()
    for language, count in missing.items() if not options.json else ():
        print(f"{language}: {count} without translation")
    return (1 if any(missing.values()) else 0), missing

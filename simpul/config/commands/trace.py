"""Say whose list a file is: the number of its export stands between the letters, where nobody sees it."""

import argparse
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from simpul.config.occupancy import running_server


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    parser.add_argument("file", type=Path, help="a spreadsheet, a CSV file, a text: whole or a copied part")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Read the numbers out of the file and look up who asked for those lists: status 1 when there is none."""
    import django

    os.environ["SIMPUL_DATABASE_ROLE"] = "simpul_owner"  # whoever asked for it may have lost the right since
    with running_server():
        django.setup()
        from simpul.documents import engine, queries
        from simpul.documents.rules.exports import numbers_in

        numbers = dict.fromkeys(number for text in engine.texts_in(options.file) for number in numbers_in(text))
        found = queries.exports_numbered(numbers)
    if not options.json:
        for one in found:
            known = f"{one.asked_by}, {one.office}, {one.asked_at:%Y-%m-%d %H:%M}, for {one.purpose}, {one.rows} rows"
            print(f"{one.number}: {known if one.asked_by else 'no export of this installation'}")
        if not found:
            print("No number of an export is in this file.")
    return (0 if found else 1), {"exports": [asdict(one) for one in found]}

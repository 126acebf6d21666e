"""Take in a list: XLSX, CSV, ODS or PDF. Every row is read and checked as on the page “Periksa daftar”."""

import argparse
import time
from pathlib import Path
from typing import Any

from simpul.config.occupancy import running_server
from simpul.config.refusals import CommandRefused
from simpul.lists.rules.fields import Field, field_named


def arguments(parser: argparse.ArgumentParser) -> None:
    """What may be said on the command line."""
    people = parser.add_subparsers(dest="what", required=True, parser_class=type(parser)).add_parser(
        "people", help="people and their families"
    )
    people.add_argument("file", type=Path, metavar="FILE")
    people.add_argument("--as", dest="user", metavar="USER", required=True, help="on whose behalf: their rights count")
    people.add_argument("--office", metavar="CODE", required=True, help="the office that gets the people")
    people.add_argument(
        "--map", dest="named", metavar="FIELD=HEADER", action="append", default=[], type=_mapping,
        help=f"which column holds what, where its header does not say so; fields: {', '.join(Field)}",
    )  # fmt: skip
    people.add_argument("--sheet", metavar="S", help="the sheet, by name or by number from 1")
    people.add_argument("--dry-run", action="store_true", help="say what would become of it, and change nothing")


def run(options: argparse.Namespace) -> tuple[int, dict[str, Any]]:
    """Read, check and apply what is ready; what has to be looked at waits on the pages."""
    import django

    start = time.monotonic()
    content = options.file.read_bytes()
    with running_server():
        django.setup()
        imported = _import(options, content)
    answer = {**imported, "seconds": round(time.monotonic() - start, 1)}
    if not options.json:
        print(
            f"{answer['rows']:,} rows: {answer['created']:,} registered, {answer['updated']:,} updated,"
            f" {answer['held']:,} to be looked at, {len(answer['rejected']):,} cells that cannot be read."
        )
        for one in answer["rejected"][:20]:
            print(f"  row {one['row']}: {one['field']} {one['value']!r}: {one['reason']}")
    return 0, answer


def _import(options: argparse.Namespace, content: bytes) -> dict[str, Any]:
    from django.utils import translation

    from simpul.accounts.queries.people import by_username
    from simpul.directory.queries import offices
    from simpul.kit.refusals import Refused
    from simpul.lists import services
    from simpul.lists.forms.rows import said_in_words
    from simpul.ui.sentences import sentence

    user = by_username(options.user)
    if user is None or not user.is_active:
        raise CommandRefused("no_such_user", username=options.user)
    office = {office.code: office for office in offices()}.get(options.office)
    if office is None:
        raise CommandRefused("no_such_office", office=options.office, offices=", ".join(o.code for o in offices()))
    with translation.override("en"):
        try:
            told = services.import_people(
                content=content, name=options.file.name, office=office, named=dict(options.named), sheet=options.sheet,
                is_only_tried=options.dry_run, by=user,
            )  # fmt: skip
        except Refused as refused:
            raise CommandRefused("list_refused", reason=sentence(refused.refusal, of="lists")) from refused
        rejected = [
            {
                "row": one.row,
                "sheet": one.sheet,
                "field": one.finding.field.value,
                "value": one.value,
                "reason": said_in_words(one.finding),
            }
            for one in told.rejected
        ]
    return {
        "rows": told.rows,
        "created": told.created,
        "updated": told.updated,
        "held": told.held,
        "rejected": rejected,
    }


def _mapping(text: str) -> tuple[str, str]:
    word, equals, header = text.partition("=")
    field = field_named(word)
    if not equals or field is None or not header.strip():
        raise argparse.ArgumentTypeError(f"FIELD=HEADER is needed, with one of {', '.join(Field)}; not {text!r}")
    return field.value, header

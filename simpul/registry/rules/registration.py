"""What a registration says, as one text: sent again it is the same text, with anything else in it another. Plain Python.

The text is JSON with its keys in order, put together by hand: a list brings a million registrations.
"""

from json.encoder import encode_basestring_ascii as quoted
from uuid import UUID

from simpul.registry.rules.people import PersonFacts


def registration_text(
    facts: PersonFacts, office: UUID, *, contact: tuple[str, str, str] | None, alias: str, placement: tuple[object, ...]
) -> str:
    """Everything a registration says, equal exactly when the registration is.

    `contact` is number, safety and rule; `placement` is a family and the relation to its head, or "new" and the number
    of the card, or nothing.
    """
    said = "null"
    if contact:
        number, safety, rule = contact
        said = f'{{"number": {quoted(number)}, "rule": {quoted(rule)}, "safety": {quoted(safety)}}}'
    placed = "".join(f", {_or_null(str(part) if part is not None else None)}" for part in placement)
    return f'[{_facts(facts)}, "{office}", {said}, {quoted(alias)}{placed}]'


def _facts(facts: PersonFacts) -> str:
    born = "null"
    if facts.birth:
        born = f'{{"date": "{facts.birth.date}", "precision": "{facts.birth.precision}"}}'
    return (
        f'{{"address": {_or_null(facts.address)}, "address_is_protected": {"true" if facts.address_is_protected else "false"}'
        f', "area_code": {_or_null(facts.area_code)}, "birth": {born}, "birth_place": {quoted(facts.birth_place)}'
        f', "name": {quoted(facts.name)}, "national_number": {_or_null(facts.national_number)}'
        f', "number_state": {quoted(facts.number_state)}, "rt": {quoted(facts.rt)}, "rw": {quoted(facts.rw)}'
        f', "sex": {quoted(facts.sex)}}}'
    )


def _or_null(text: str | None) -> str:
    return "null" if text is None else quoted(text)

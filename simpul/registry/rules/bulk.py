"""What cannot be written of somebody on a list: at the counter the form would have said so. Plain Python."""

from datetime import date

from simpul.kit.refusals import Refusal
from simpul.registry.rules.people import PersonFacts, refusal_of_facts

LONGEST = {"name": 200, "birth_place": 100, "rt": 3, "rw": 3, "alias": 200, "address": 300}


def refusal_of_incoming(facts: PersonFacts, *, alias: str, on: date) -> Refusal | None:
    """What is true of nobody, or has no room where it is kept."""
    if refusal := refusal_of_facts(facts, on=on):
        return refusal
    if alias and not any(character.isalpha() for character in alias):
        return Refusal("name_without_letters")
    return refusal_of_lengths(
        name=facts.name, birth_place=facts.birth_place, rt=facts.rt, rw=facts.rw, alias=alias, address=facts.address
    )


def refusal_of_contact(safety: str, rule: str) -> Refusal | None:
    """Who says “only at certain times” says at which."""
    return Refusal("careful_needs_rule") if safety == "careful" and not rule else None


def refusal_of_card(address: str | None, *, rt: str, rw: str) -> Refusal | None:
    """The same for the place on a family card."""
    return refusal_of_lengths(address=address, rt=rt, rw=rw)


def refusal_of_lengths(**texts: str | None) -> Refusal | None:
    """A text that is longer than its column, or holds the one character no database takes."""
    for name, text in texts.items():
        if text and (len(text) > LONGEST[name] or "\0" in text):
            return Refusal("text_too_long", {"field": name, "letters": LONGEST[name]})
    return None


def refusal_of_heads(count: int) -> Refusal | None:
    """A family card has one head."""
    return None if count == 1 else Refusal("family_without_head" if count == 0 else "family_with_heads")


def is_whole_number(number: str) -> bool:
    """Whether a number needs no reading: sixteen digits and nothing else."""
    return len(number) == 16 and number.isascii() and number.isdigit()

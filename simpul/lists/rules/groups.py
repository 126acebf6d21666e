"""What rows of one list mean together: repeated rows, shared numbers, families."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from uuid import UUID

from simpul.lists.rules.checks import Act, Checked, Outcome
from simpul.lists.rules.content import RowContent
from simpul.lists.rules.fields import Field, Finding, Weight, found, heaviest, let_be, quickly_replaced
from simpul.lists.rules.names import are_alike
from simpul.lists.rules.people import ListPerson
from simpul.lists.rules.relations import HEAD, OTHER
from simpul.lists.rules.tables import number_of

ROUNDED_SHARE, FEWEST_ROUNDED = 0.6, 8
# What is said of a row because of another one, and goes when that one has been mended.
OF_OTHERS = frozenset({
    "row_repeated", "person_twice", "number_twice", "several_heads", "head_is_another", "head_waits", "head_assumed",
    "relation_assumed", "family_without_head", "number_maybe_rounded",
})  # fmt: skip

# What a list says beside who somebody is: the same person may stand on it once for each programme.
_OF_NO_MATTER = frozenset({"note", "aid", "number_state", "name"})

Rows = dict[int, Checked]  # by the place of the row


def without_what_others_caused(content: RowContent) -> RowContent:
    """The findings that a row has by itself."""
    own = tuple(f for f in content.findings if f.code not in OF_OTHERS)
    return content if own == content.findings else quickly_replaced(content, findings=own)


def settle(rows: Rows, *, families: Mapping[str, UUID], make_id: Callable[[], UUID]) -> Rows:
    """Look at the rows of a list, or at those that have to do with one another, as a whole."""
    rows = _settle_rounding(dict(rows))
    rows = _settle_shared_numbers(rows)
    rows = _settle_same_rows(rows)
    return _settle_families(rows, families, make_id)


def added(checked: Checked, *findings: Finding) -> Checked:
    """The row with something more to say of it, and where it stands now."""
    own = let_be(findings, checked.content.accepted)
    content = quickly_replaced(checked.content, findings=checked.content.findings + own)
    weight = heaviest(own)
    if weight is Weight.LOOK and checked.outcome is Outcome.READY:
        return Checked(content, Outcome.LOOK)
    return quickly_replaced(checked, content=content)


def _settle_rounding(rows: Rows) -> Rows:
    """One honest number in ten ends in 0; where most do, a spreadsheet has rounded them."""
    numbers = {key: number for key, row in rows.items() if (number := row.content.person.national_number)}
    zeros = [key for key, number in numbers.items() if number.endswith("0")]
    if len(numbers) < FEWEST_ROUNDED or len(zeros) < ROUNDED_SHARE * len(numbers):
        return rows
    for key in zeros:
        rows[key] = added(rows[key], found(Field.NATIONAL_NUMBER, "number_maybe_rounded"))
    return rows


def _settle_shared_numbers(rows: Rows) -> Rows:
    for keys in _groups(rows, lambda person: person.national_number):
        first = next((key for key in keys if rows[key].content.match.is_sure), keys[0])
        for key in keys:
            if key == first:
                continue
            one, other = rows[first].content.person, rows[key].content.person
            if not are_alike(one.name, other.name):
                # Whoever is recorded with this very number and name is who they are.
                if not rows[first].content.match.is_sure:
                    rows[first] = added(rows[first], found(Field.NATIONAL_NUMBER, "number_twice", row=number_of(key)))
                rows[key] = added(rows[key], found(Field.NATIONAL_NUMBER, "number_twice", row=number_of(first)))
            elif _says_nothing_new(one, other):
                rows[key] = _repeated(rows[key], first)
            else:
                rows[key] = added(rows[key], found(Field.NATIONAL_NUMBER, "person_twice", row=number_of(first)))
    return rows


def _settle_same_rows(rows: Rows) -> Rows:
    """People without a number who are told twice: alike in everything, or only in name and birth date."""
    told = lambda person: None if person.national_number or not person.birth else (person.name.casefold(), person.birth)  # noqa: E731
    for keys in _groups(rows, told):
        for key in keys[1:]:
            one, other = rows[keys[0]].content.person, rows[key].content.person
            if _says_nothing_new(one, other):
                rows[key] = _repeated(rows[key], keys[0])
            else:
                rows[key] = added(rows[key], found(Field.NAME, "person_twice", row=number_of(keys[0])))
    return rows


def _says_nothing_new(one: ListPerson, other: ListPerson) -> bool:
    mine, theirs = vars(one), vars(other)
    return all(
        not value or _plain(value) == _plain(mine[name]) for name, value in theirs.items() if name not in _OF_NO_MATTER
    )


def _plain(value: object) -> object:
    """Letters and figures alone: capitals, dots and spaces say nothing of a person."""
    return "".join(filter(str.isalnum, value.casefold())) if isinstance(value, str) else value


def _repeated(row: Checked, first: int) -> Checked:
    content = quickly_replaced(
        row.content, findings=(*row.content.findings, found(Field.NAME, "row_repeated", row=number_of(first)))
    )
    return Checked(content, Outcome.REPEATED)


def _settle_families(rows: Rows, families: Mapping[str, UUID], make_id: Callable[[], UUID]) -> Rows:
    for keys in _groups(rows, lambda person: person.family_number, fewest=1):
        card = rows[keys[0]].content.person.family_number or ""
        newcomers = [key for key in keys if rows[key].outcome is not Outcome.REPEATED and _may_be_new(rows[key])]
        if card in families:
            for key in newcomers:
                rows[key] = _joining(rows[key], families[card])
        elif newcomers:
            _found(rows, newcomers, make_id)
    return rows


def _may_be_new(row: Checked) -> bool:
    return row.act is Act.NEW or (row.act is None and not row.content.match.is_sure)


def _joining(row: Checked, family: UUID) -> Checked:
    """Into a family that is recorded, which has its head already."""
    row = quickly_replaced(row, content=quickly_replaced(row.content, family=family, is_new_family=False))
    if row.content.person.relation == HEAD:
        return added(row, found(Field.RELATION, "head_is_another"))
    return row if row.content.person.relation else _assumed(row, OTHER, "relation_assumed")


def _found(rows: Rows, keys: Sequence[int], make_id: Callable[[], UUID]) -> None:
    """A family that begins with this list: it needs one head, who is ready."""
    heads = [key for key in keys if rows[key].content.person.relation == HEAD]
    if not heads and not any(rows[key].content.person.relation for key in keys):
        # Whoever is ready: nobody should wait for somebody of whom only we say that they are the head.
        first = next((key for key in keys if rows[key].outcome is Outcome.READY), keys[0])
        rows[first] = _assumed(rows[first], HEAD, "head_assumed")
        heads = [first]
    if not heads:
        for key in keys:
            content = quickly_replaced(rows[key].content, family=None)
            rows[key] = added(
                quickly_replaced(rows[key], content=content), found(Field.RELATION, "family_without_head")
            )
        return
    known = (rows[key].content.family for key in keys if rows[key].content.is_new_family)
    family = next((one for one in known if one), None) or make_id()
    for key in keys:
        row = rows[key]
        if not row.content.person.relation:
            row = _assumed(row, OTHER, "relation_assumed")
        row = quickly_replaced(row, content=quickly_replaced(row.content, family=family, is_new_family=True))
        if key in heads[1:]:
            row = added(row, found(Field.RELATION, "several_heads", row=number_of(heads[0])))
        rows[key] = row
    if rows[heads[0]].outcome is not Outcome.READY:
        for key in keys:
            if key != heads[0]:
                rows[key] = added(rows[key], found(Field.RELATION, "head_waits", row=number_of(heads[0])))


def _assumed(row: Checked, relation: str, code: str) -> Checked:
    person = quickly_replaced(row.content.person, relation=relation)
    content = quickly_replaced(row.content, person=person)
    return added(quickly_replaced(row, content=content), found(Field.RELATION, code))


def _groups(rows: Rows, key_of: Callable[[ListPerson], Hashable], *, fewest: int = 2) -> Iterable[list[int]]:
    """The rows that have one thing in common, in order; repeated rows belong nowhere."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in rows.items():
        if row.outcome is not Outcome.REPEATED and (key := key_of(row.content.person)):
            groups[key].append(number)
    return [numbers for numbers in groups.values() if len(numbers) >= fewest]

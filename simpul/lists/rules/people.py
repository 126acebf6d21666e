"""Reading one row: the person it speaks of, as far as that can be read, and a remark beside every cell that is odd."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from simpul.directory.rules.areas import is_within
from simpul.kit.birth_dates import BirthDate
from simpul.kit.national_numbers import Reading, read_family_number, read_nik
from simpul.kit.phones import read_phone
from simpul.kit.remarks import Remark
from simpul.kit.texts import normalise
from simpul.lists.rules import dates, neighbourhoods
from simpul.lists.rules.fields import Field, Finding, Texts, Weight, found, from_remarks, let_be, quickly_replaced
from simpul.lists.rules.names import read_name, says_dead
from simpul.lists.rules.relations import HEAD, read_relation
from simpul.lists.rules.sexes import read_sex
from simpul.lists.rules.villages import Gazetteer
from simpul.registry.rules.people import PersonFacts

F = Field
NONE_YET = ("belum", "blm", "tidak punya", "tdk punya", "tidak ada", "tdk ada", "proses", "none")
# What everybody would do without being asked: spaces out, a scientific number that is still whole.
_UNSAID = frozenset({"number_missing", "number_tidied", "number_ends_in_0", "number_scientific", "phone_missing"})
_UNSAID_OF_CARDS = _UNSAID | {"number_filler"}
LONGEST_PLACE, LONGEST_ADDRESS, LONGEST_NOTE = 100, 300, 500


@dataclass(frozen=True)
class Reader:
    """What reading a row depends on beside the row."""

    on: date
    villages: Gazetteer
    village: str | None = None  # of every row that names none
    within: str = ""  # the area to which the list is limited
    is_district: Callable[[str], bool] = lambda code: True


@dataclass(frozen=True)
class ListPerson:
    """What a row says of somebody, in the words of the registry."""

    name: str = ""
    sex: str = ""
    birth: BirthDate | None = None
    birth_place: str = ""
    national_number: str | None = None
    number_state: str = "not_shown"
    family_number: str | None = None
    relation: str = ""
    mother: str = ""
    alias: str = ""
    area_code: str | None = None
    address: str = ""
    rt: str = ""
    rw: str = ""
    phone: str | None = None
    aid: str = ""
    note: str = ""


NOBODY = ListPerson()


class ReadRow(NamedTuple):
    """A person and the findings in the row that speaks of them."""

    person: ListPerson
    findings: tuple[Finding, ...] = ()


def read_row(
    texts: Texts, reader: Reader, accepted: Collection[tuple[str, str]] = (), *, is_rounded: bool = False
) -> ReadRow:
    """The person of one row. `texts` are its cells by meaning; `accepted` what somebody said is right all the same.

    `is_rounded`: the file kept the number in a cell that cannot hold all of its digits.
    """
    findings: list[Finding] = []
    person = _who(texts, findings)
    person = _born(person, texts, reader, findings)
    person = _numbered(person, texts, reader, findings)
    if is_rounded and person.national_number:
        person = quickly_replaced(person, national_number=None, number_state="not_shown")
        findings.append(found(F.NATIONAL_NUMBER, "number_digits_lost", kept=15, lost=1))
    person = _placed(person, texts, reader, findings)
    person = _related(person, texts, reader, findings)
    if not person.name and person.national_number is None:
        # One sentence for the whole row says more than one for each of its cells.
        is_said = any(finding.field in (F.NAME, F.NATIONAL_NUMBER) for finding in findings)
        findings += [] if is_said else [found(F.NAME, "nothing_to_know_by")]
    elif not person.name and not any(finding.field is F.NAME for finding in findings):
        findings.append(found(F.NAME, "name_missing"))
    return ReadRow(person, let_be(findings, accepted))


def _who(texts: Texts, findings: list[Finding]) -> ListPerson:
    is_head = F.NAME not in texts and F.HEAD_NAME in texts
    name, remarks = read_name(texts.get(F.HEAD_NAME if is_head else F.NAME, ""))
    findings += from_remarks(F.NAME, remarks)
    written = texts.get(F.SEX, "").strip(" -")
    sex = read_sex(written) if written else ""
    if written and not sex:
        findings.append(found(F.SEX, "sex_unreadable", written=written[:20]))
    note = normalise(texts[F.NOTE]) if F.NOTE in texts else ""
    if note and says_dead(note) and not any(finding.code == "name_says_dead" for finding in findings):
        findings.append(found(F.NOTE, "note_says_dead"))
    phone = read_phone(texts[F.PHONE][:60]) if texts.get(F.PHONE) else None
    if phone:
        findings += from_remarks(F.PHONE, phone.warnings, quiet=_UNSAID)
    return quickly_replaced(
        NOBODY,
        name=name,
        sex=sex,
        mother=_line(texts, F.MOTHER, LONGEST_PLACE, findings),
        alias=_line(texts, F.ALIAS, LONGEST_PLACE, findings),
        relation=HEAD if is_head and name else "",
        phone=phone.number if phone else None,
        aid=normalise(texts[F.AID])[:LONGEST_NOTE] if F.AID in texts else "",
        note=note[:LONGEST_NOTE],
    )


def _born(person: ListPerson, texts: Texts, reader: Reader, findings: list[Finding]) -> ListPerson:
    place, written = texts.get(F.BIRTH_PLACE, ""), texts.get(F.BIRTH_DATE, "")
    if F.BIRTH in texts:
        both_place, both_date = dates.split_place(texts[F.BIRTH])
        place, written = place or both_place, written or both_date
    birth, remarks = dates.read_date(written, on=reader.on) if written else (None, ())
    findings += from_remarks(F.BIRTH_DATE, remarks)
    place = "" if dates.is_nothing(place) else normalise(place)[:LONGEST_PLACE]
    return quickly_replaced(person, birth=birth, birth_place=place)


def _numbered(person: ListPerson, texts: Texts, reader: Reader, findings: list[Finding]) -> ListPerson:
    written = texts.get(F.NATIONAL_NUMBER, "")
    reading = read_nik(written, on=reader.on, sex=person.sex, birth_date=person.birth, is_known_area=reader.is_district)
    person, remarks = _agreeing(person, reading, findings)
    findings += from_remarks(F.NATIONAL_NUMBER, remarks, quiet=_UNSAID)
    state = "known" if reading.number else person.number_state
    if not reading.number and written.strip() and any(word in written.casefold() for word in NONE_YET):
        state = "none_yet"
    card = read_family_number(texts.get(F.FAMILY_NUMBER, ""), on=reader.on, is_known_area=lambda code: True)
    findings += _no_heavier_than_look(from_remarks(F.FAMILY_NUMBER, card.warnings, quiet=_UNSAID_OF_CARDS))
    return quickly_replaced(person, national_number=reading.number, number_state=state, family_number=card.number)


def _no_heavier_than_look(findings: list[Finding]) -> list[Finding]:
    """A family card that cannot be read is no reason to refuse the person."""
    return [quickly_replaced(one, weight=Weight.LOOK) if one.weight > Weight.LOOK else one for one in findings]


def _agreeing(person: ListPerson, reading: Reading, findings: list[Finding]) -> tuple[ListPerson, tuple[Remark, ...]]:
    """What a birth date leaves open the number may settle: the century of a short year."""
    doubt = next((finding for finding in findings if finding.code == "date_in_two_centuries"), None)
    if doubt is None or reading.birth_date is None or person.birth is None:
        return person, reading.warnings
    in_number = reading.birth_date
    if (in_number.day, in_number.month, in_number.year % 100) != (
        person.birth.date.day,
        person.birth.date.month,
        person.birth.date.year % 100,
    ):
        return person, reading.warnings
    findings.remove(doubt)
    settled = tuple(remark for remark in reading.warnings if remark.code != "number_birth_date_differs")
    return quickly_replaced(person, birth=BirthDate(in_number)), settled


def _placed(person: ListPerson, texts: Texts, reader: Reader, findings: list[Finding]) -> ListPerson:
    address = _line(texts, F.ADDRESS, LONGEST_ADDRESS, findings)
    rt = rw = ""
    if F.RT_RW in texts:
        rt, rw, remarks = neighbourhoods.read_both(texts[F.RT_RW])
        findings += from_remarks(F.RT_RW, remarks)
    for field in (F.RT, F.RW):
        if texts.get(field):
            number, remarks = neighbourhoods.read_one(texts[field])
            rt, rw = (number, rw) if field is F.RT else (rt, number)
            findings += from_remarks(field, remarks)
    if not rt and not rw:
        rt, rw, address = neighbourhoods.in_address(address)
    code = reader.village
    if written := texts.get(F.VILLAGE, "").strip(" -"):
        reading = reader.villages.read(written, texts.get(F.SUBDISTRICT, ""))
        code = reading.code
        findings += from_remarks(F.VILLAGE, reading.remarks)
        if code and not is_within(code, reader.within):
            findings.append(found(F.VILLAGE, "village_outside", written=written[:60]))
            code = None
    return quickly_replaced(person, address=address, rt=rt, rw=rw, area_code=code)


def _related(person: ListPerson, texts: Texts, reader: Reader, findings: list[Finding]) -> ListPerson:
    written = texts.get(F.RELATION, "").strip(" -")
    if not written:
        return person
    relation = read_relation(written)
    if relation is None:
        findings.append(found(F.RELATION, "relation_unknown", written=written[:40]))
        return person
    return quickly_replaced(person, relation=relation)


def _line(texts: Texts, field: Field, longest: int, findings: list[Finding]) -> str:
    if field not in texts:
        return ""
    text = normalise(texts[field])
    if len(text) > longest:
        findings.append(found(field, "text_too_long", limit=longest))
        return ""
    return "" if text.strip(" -.0") == "" else text


def facts_in(person: ListPerson) -> PersonFacts:
    """What a row says of somebody, as the registry keeps it."""
    return PersonFacts(
        name=person.name,
        sex=person.sex,
        birth_place=person.birth_place,
        birth=person.birth,
        national_number=person.national_number,
        number_state=person.number_state,
        area_code=person.area_code,
        address=person.address or None,
        rt=person.rt,
        rw=person.rw,
    )

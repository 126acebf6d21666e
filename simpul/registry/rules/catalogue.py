"""Which facts of families and people there are: the catalogue that forms, lists, snapshots and policies all read.

A question of Regsosek 2022.K becomes a fact with a lasting code. Words, source and answers are those of the code lists in
the directory; here stands only what they do not say: the code, the type, the topic, how long an answer is trusted, and
whether it is confidential (class C3: kept sealed, shown by a permission of its own, in no condition of a policy).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from simpul.kit.words import N_


class Unit(StrEnum):
    """Of whom a fact is told."""

    FAMILY = "family"
    PERSON = "person"


class FactType(StrEnum):
    """What a value is. `code` is one entry of a code list, `codes` a set of them."""

    BOOL = "bool"
    INT = "int"
    DECIMAL = "decimal"
    DATE = "date"
    CODE = "code"
    CODES = "codes"


class Topic(StrEnum):
    """Under which heading a fact is asked and shown."""

    HOUSE = "house"
    WATER = "water"
    GOODS = "goods"
    ANIMALS = "animals"
    AID = "aid"
    PAPERS = "papers"
    SCHOOL = "school"
    WORK = "work"
    HEALTH = "health"
    FUNCTION = "function"
    SOCIAL = "social"


@dataclass(frozen=True)
class FactKind:
    """One fact that can be known. `question` is its entry in `questions`, `choices` the list its codes come from.

    `label` and `source` are our own words where no list asks this question; `trusted_days` is for how long an answer is
    taken for the state of today.
    """

    code: str
    unit: Unit
    type: FactType
    topic: Topic
    question: str = ""
    questions: str = "regsosek_questions"
    choices: str = ""
    confidential: bool = False
    trusted_days: int | None = None
    label: str = ""
    source: str = ""


_F, _P = Unit.FAMILY, Unit.PERSON
_YES, _INT, _DEC, _CODE, _CODES = FactType.BOOL, FactType.INT, FactType.DECIMAL, FactType.CODE, FactType.CODES
_T = Topic
_YEAR, _THREE_YEARS, _HALF_YEAR = 366, 3 * 366, 183
_REGSOSEK = "regsosek_choices"
_OF_FUNCTION = "washington_group_regsosek"

# Question, code, type, topic, days of trust.
_FAMILY_QUESTIONS = (
    ("115", "card_status", _CODE, _T.PAPERS, _THREE_YEARS),
    ("301a", "dwelling_tenure", _CODE, _T.HOUSE, _THREE_YEARS),
    ("301b", "land_title", _CODE, _T.HOUSE, _THREE_YEARS),
    ("302", "floor_area", _DEC, _T.HOUSE, _THREE_YEARS),
    ("303", "floor_material", _CODE, _T.HOUSE, _THREE_YEARS),
    ("304", "wall_material", _CODE, _T.HOUSE, _THREE_YEARS),
    ("305", "roof_material", _CODE, _T.HOUSE, _THREE_YEARS),
    ("306a", "drinking_water", _CODE, _T.WATER, _THREE_YEARS),
    ("306b", "water_to_septic_distance", _CODE, _T.WATER, _THREE_YEARS),
    ("307a", "lighting_source", _CODE, _T.HOUSE, _THREE_YEARS),
    ("307b1", "installed_power", _CODE, _T.HOUSE, _THREE_YEARS),
    ("308", "cooking_fuel", _CODE, _T.HOUSE, _THREE_YEARS),
    ("309a", "toilet_facility", _CODE, _T.WATER, _THREE_YEARS),
    ("309b", "toilet_type", _CODE, _T.WATER, _THREE_YEARS),
    ("310", "faeces_disposal", _CODE, _T.WATER, _THREE_YEARS),
    ("501a", "receives_food_aid", _YES, _T.AID, _YEAR),
    ("501b", "receives_pkh", _YES, _T.AID, _YEAR),
    ("501c", "receives_village_cash", _YES, _T.AID, _YEAR),
    ("501d", "receives_electricity_subsidy", _YES, _T.AID, _YEAR),
    ("501e", "receives_local_aid", _YES, _T.AID, _YEAR),
    ("501f", "receives_fertiliser_subsidy", _YES, _T.AID, _YEAR),
    ("501g", "receives_lpg_subsidy", _YES, _T.AID, _YEAR),
    ("502a", "has_large_gas_cylinder", _YES, _T.GOODS, _THREE_YEARS),
    ("502b", "has_refrigerator", _YES, _T.GOODS, _THREE_YEARS),
    ("502c", "has_air_conditioner", _YES, _T.GOODS, _THREE_YEARS),
    ("502d", "has_water_heater", _YES, _T.GOODS, _THREE_YEARS),
    ("502e", "has_landline", _YES, _T.GOODS, _THREE_YEARS),
    ("502f", "has_flat_television", _YES, _T.GOODS, _THREE_YEARS),
    ("502g", "has_gold", _YES, _T.GOODS, _THREE_YEARS),
    ("502h", "has_computer", _YES, _T.GOODS, _THREE_YEARS),
    ("502i", "has_motorcycle", _YES, _T.GOODS, _THREE_YEARS),
    ("502j", "has_bicycle", _YES, _T.GOODS, _THREE_YEARS),
    ("502k", "has_car", _YES, _T.GOODS, _THREE_YEARS),
    ("502l", "has_boat", _YES, _T.GOODS, _THREE_YEARS),
    ("502m", "has_motor_boat", _YES, _T.GOODS, _THREE_YEARS),
    ("502n", "has_smartphone", _YES, _T.GOODS, _THREE_YEARS),
    ("503a", "has_other_land", _YES, _T.GOODS, _THREE_YEARS),
    ("503b", "has_other_house", _YES, _T.GOODS, _THREE_YEARS),
    ("504a", "cattle", _INT, _T.ANIMALS, _THREE_YEARS),
    ("504b", "buffaloes", _INT, _T.ANIMALS, _THREE_YEARS),
    ("504c", "horses", _INT, _T.ANIMALS, _THREE_YEARS),
    ("504d", "pigs", _INT, _T.ANIMALS, _THREE_YEARS),
    ("504e", "goats_and_sheep", _INT, _T.ANIMALS, _THREE_YEARS),
    ("505", "internet_access", _CODE, _T.GOODS, _THREE_YEARS),
    ("506", "bank_account", _CODE, _T.GOODS, _THREE_YEARS),
)  # fmt: skip
_PERSON_QUESTIONS = (
    ("408", "marital_status", _CODE, _T.PAPERS, _THREE_YEARS),
    ("411", "identity_papers", _CODES, _T.PAPERS, _THREE_YEARS),
    ("412", "school_participation", _CODE, _T.SCHOOL, _YEAR),
    ("413", "school_level", _CODE, _T.SCHOOL, _THREE_YEARS),
    ("416a", "worked_last_week", _YES, _T.WORK, _YEAR),
    ("416b", "hours_worked", _INT, _T.WORK, _YEAR),
    ("418", "work_status", _CODE, _T.WORK, _YEAR),
    ("420a", "owns_business", _YES, _T.WORK, _YEAR),
    ("425", "business_turnover", _CODE, _T.WORK, _YEAR),
    ("431b", "in_prakerja", _YES, _T.WORK, _YEAR),
    ("431c", "in_kur", _YES, _T.WORK, _YEAR),
    ("431d", "in_umi", _YES, _T.WORK, _YEAR),
    ("431e", "in_pip", _YES, _T.SCHOOL, _YEAR),
    ("431f", "work_insurance", _CODES, _T.WORK, _YEAR),
    ("410", "pregnant", _YES, _T.HEALTH, _HALF_YEAR),
    ("431a", "health_insurance", _CODES, _T.HEALTH, _YEAR),
)  # fmt: skip
# Health and what the body cannot do: class C3.
_SEALED_QUESTIONS = (
    ("427", "nutrition", _CODE, _T.HEALTH, _HALF_YEAR),
    ("429", "has_carer", _CODE, _T.HEALTH, _YEAR),
    ("430", "chronic_illness", _CODE, _T.HEALTH, _THREE_YEARS),
)
_FUNCTIONS = (
    ("428a", "difficulty_seeing"),
    ("428b", "difficulty_hearing"),
    ("428c", "difficulty_walking"),
    ("428d", "difficulty_using_hands"),
    ("428e", "difficulty_learning"),
    ("428f", "difficulty_behaviour"),
    ("428g", "difficulty_communicating"),
    ("428h", "difficulty_self_care"),
    ("428i", "difficulty_remembering"),
    ("428j", "feels_sad"),
)
_WG_CUT_OFF = "Washington Group Short Set: “a lot of difficulty” in at least one domain"
_OURS = (
    FactKind(
        "disabled", _P, _YES, _T.SOCIAL, trusted_days=_THREE_YEARS, label=N_("Penyandang disabilitas"), source=_WG_CUT_OFF
    ),
    FactKind(
        "in_school", _P, _YES, _T.SCHOOL, trusted_days=_YEAR, label=N_("Masih sekolah"), source="Regsosek 2022.K, 412"
    ),
    FactKind(
        "disability_kinds", _P, _CODES, _T.SOCIAL, choices="disability", confidential=True,
        label=N_("Ragam disabilitas"), source="UU 8/2016 Ps. 4",
    ),
    FactKind(
        "ppks", _P, _CODES, _T.SOCIAL, choices="ppks", confidential=True, trusted_days=_THREE_YEARS,
        label=N_("Jenis PPKS"), source="Permensos 8/2012",
    ),
)  # fmt: skip


def _asked(
    unit: Unit, rows: tuple[tuple[str, str, FactType, Topic, int], ...], *, sealed: bool = False
) -> list[FactKind]:
    return [
        FactKind(
            code, unit, type, topic, question, confidential=sealed, trusted_days=days,
            choices=_REGSOSEK if type in (_CODE, _CODES) else "",
        )
        for question, code, type, topic, days in rows
    ]  # fmt: skip


def _functions() -> list[FactKind]:
    return [
        FactKind(code, _P, _CODE, _T.FUNCTION, question, _OF_FUNCTION, _OF_FUNCTION, True, _THREE_YEARS)
        for question, code in _FUNCTIONS
    ]


_ALL = (
    *_asked(_F, _FAMILY_QUESTIONS),
    *_asked(_P, _PERSON_QUESTIONS),
    *_OURS[:2],
    *_asked(_P, _SEALED_QUESTIONS, sealed=True),
    *_functions(),
    *_OURS[2:],
)
CATALOGUE: Mapping[str, FactKind] = MappingProxyType({kind.code: kind for kind in _ALL})
BY_QUESTION: Mapping[str, FactKind] = MappingProxyType({kind.question: kind for kind in _ALL if kind.question})

# Questions of the lists that are no facts here, each with the reason.
LEFT_OUT: Mapping[str, str] = MappingProxyType({
    "404": "whether somebody lives in the family is a membership with its days, or a death",
    "405": "the sex stands in the person's own record",
    "409": "the relation to the head is that of the membership",
    "415": "its answers are in no list yet",
    "417": "its answers are in no list yet",
    "419": "its answers are in no list yet",
    "424": "its answers are in no list yet",
    "428a-j": "asked one by one: 428a to 428j",
})  # fmt: skip
# Answers that say that nobody knows: kept as “asked, not known”, never as a value.
MEANS_UNKNOWN = frozenset({"306b.3", "427.8", "431a.99", "431f.99"})
# Answers of a set that say “none of them”: kept as the empty set.
MEANS_NONE = frozenset({"411.0", "431a.0", "431f.0"})
# Entries of a list that are no answer: the questions themselves, and what follows from the other answers.
NO_ANSWER = frozenset({"GANDA", *(question for question, _ in _FUNCTIONS)})


def kinds_of(unit: Unit, *, confidential: bool | None = None) -> list[FactKind]:
    """The facts of this unit in the order of the catalogue; all of them, or only confidential or ordinary ones."""
    return [kind for kind in _ALL if kind.unit == unit and confidential in (None, kind.confidential)]

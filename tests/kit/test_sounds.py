"""What sounds alike to Indonesian ears folds together; every rule of the code list, example by example."""

import csv
import re
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.names import name_words
from simpul.kit.sounds import readings_of, slips_between, sound_of, sounds_of, sounds_with_one_slip

RULES = list(csv.DictReader((files("simpul.directory") / "codelists/name_spelling_rules.csv").read_text().splitlines()))
# Spellings of the code list that do not fold together, and why.
APART = {
    ("Jogja", "Yogya"): "old j for y, nowhere else marked as old: with it every Jani would be a Yani (R04 says risky)",
    ("Wijono", "Wiyono"): "the same; one slip apart, so the next step of the search finds it",
    ("St.", "S."): "an initial S may be any name; it is found as a beginning",
}
# Rows that say nothing of sound.
OF_OTHER_THINGS = {"R28": "initials", "R29": "the order of words, which a search does not ask for"}


def spellings(row):
    for group in re.split(";|,", re.sub(r"\(.*?\)", "", row["name_en"])):
        yield [spelt.strip() for spelt in re.split("[=/]", group)]


def folds(name):
    words = name_words(name)
    return {tuple(sorted(sounds_of(reading))) for reading in (words, *readings_of(words))}


EXAMPLES = [
    (row["code"], one, other)
    for row in RULES
    if row["code"] not in OF_OTHER_THINGS
    for group in spellings(row)
    for one, other in pairwise(group)
]


def test_every_rule_of_the_list_is_tried() -> None:
    assert len(RULES) == 29
    assert {code for code, *_ in EXAMPLES} | set(OF_OTHER_THINGS) == {row["code"] for row in RULES}
    assert set(APART) <= {(one, other) for _, one, other in EXAMPLES}


@pytest.mark.parametrize(("code", "one", "other"), EXAMPLES)
def test_both_spellings_of_each_example_fold_together(code: str, one: str, other: str) -> None:
    assert bool(folds(one) & folds(other)) == ((one, other) not in APART)


@pytest.mark.parametrize(
    "alike",
    [
        "MUHAMMAD MUH MOH MOHD MUHD M MOHAMAD MOCHAMAD MUCHAMMAD MUKHAMAD MUHAMED MUHAMMED MOKHAMAD",
        "ABDUL ABD ABDOEL", "NUR NR NOER NOOR", "SITI ST SITTI", "GUSTI GST", "NGURAH NGR", "NYOMAN NJOMAN NYM",
        "RACHMAN RAHMAN RAKHMAN", "MACHMUD MAHMUD MAKHMUD", "SUPRIYADI SUPRIADI SOEPRIJADI SUPRIYADY",
        "SETIAWAN SETYAWAN", "DJAELANI JAELANI ZAELANI JAILANI", "CHRISTINA KRISTINA", "CHANDRA CANDRA",
        "DAUD DAWUD DAUT", "YUSUF YUSUP JUSUF", "ISHAK ISAK ISHAQ", "DZULFIKAR ZULFIKAR ZULPIKAR", "YAKUB YAQUB YAKUP",
        "SOENJOTO SUNYOTO", "NAUFAL NAWFAL NOPAL", "SYAIFUDDIN SAEFUDIN SAIPUDIN SJAIFOEDDIN",
    ],
)  # fmt: skip
def test_spellings_of_one_name(alike: str) -> None:
    apart = {"SOEPRIJADI", "JUSUF"}  # old j for y: see above
    assert len({sound_of(word, is_first=True) for word in alike.split() if word not in apart}) == 1


@pytest.mark.parametrize(
    "apart",
    ["SITI SARI", "RINA RINO", "MARIA MARIO", "YANI JANI", "AHMAD MUHAMMAD", "BUDI BUDA", "SRI SARI", "ALI ALIA"],
)
def test_other_names_stay_apart(apart: str) -> None:
    one, other = apart.split()
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Abdul Rahman", "Abdurrahman"), ("Abd. Rachman", "ABDURAHMAN"), ("Abdul Karim", "Abdulkarim"),
        ("Nur Hayati Siregar", "Siregar Nurhayati"), ("Noer Hajati", "Noerhajati"), ("M. Ali", "Mochamad Ali"),
        ("H. Muh. Ali", "Muhammad Ali, S.Sos"), ("Sri Wahyuni", "Sriwahyuni"), ("Sulistyo Wati", "Sulistyowati"),
        ("St. Aminah", "Siti Aminah"), ("I Gst. Ngr. Rai", "I Gusti Ngurah Rai"),
    ],
)  # fmt: skip
def test_names_written_together_apart_and_short(one: str, other: str) -> None:
    assert folds(one) & folds(other)


def test_initials_are_a_name_in_front_only() -> None:
    assert sounds_of(("M", "ALI")) == sounds_of(("MUHAMMAD", "ALI"))
    assert sounds_of(("ALI", "M", "ST")) == ("ALI", "M", "ST")


words = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=12)
likely = st.sampled_from(
    [word for row in RULES for group in spellings(row) for name in group for word in name_words(name)]
)


@given(words | likely)
def test_a_fold_is_never_empty_and_never_longer_than_its_column(word: str) -> None:
    assert re.fullmatch("[A-Z]+", sound_of(word))
    assert len(sound_of(word)) <= max(2 * len(word), len("MUHAMMAD"))


@given(words | likely, st.data())
def test_a_slip_of_the_fingers_is_undone(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("ABEKSY"))
    front, behind = word[:place], word[place:]
    slipped = data.draw(
        st.sampled_from(
            [
                front + letter + behind,
                front + behind[1:],
                front + letter + behind[1:],
                front + behind[1::-1] + behind[2:],
            ]
        )
    )
    if slipped:
        assert sound_of(word) in sounds_with_one_slip(slipped)
        assert slips_between(word, slipped) <= 1


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("SITI", "SITI", 0), ("SITI", "SITTI", 1), ("SUHERMAN", "SUEHRMAN", 1), ("AMINAH", "AMENA", 2), ("", "ALI", 3), ("CA", "ABC", 3)],
)  # fmt: skip
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other) == slips_between(other, one) == slips

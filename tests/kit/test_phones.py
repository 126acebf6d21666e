"""Phone numbers as lists have them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.phones import PhoneReading, PhoneRemark, mask_phone, read_phone


def codes(reading: PhoneReading) -> list[str]:
    return [remark.code for remark in reading.warnings]


@pytest.mark.parametrize(
    "text",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "+62 812 3456 7890",
        "+62 (0) 812 3456 7890",
        "6281234567890",
        "006281234567890",
        "81234567890",
        "81234567890.0",
        "'081234567890",
        '="081234567890"',
        "HP 081234567890",
        "WA: 0812 3456 7890",
        "８１２３４５６７８９０",
        "\u202a+62 812-3456-7890\u202c",
        "8.1234567890E+10",
    ],
)
def test_one_number_in_every_writing(text: str) -> None:
    assert read_phone(text) == PhoneReading("+6281234567890", (), is_mobile=True)


@pytest.mark.parametrize(
    ("text", "number"),
    [("(021) 555 1234", "+62215551234"), ("021/5551234", "+62215551234"), ("0274-512345", "+62274512345")],
)
def test_landlines(text: str, number: str) -> None:
    assert read_phone(text) == PhoneReading(number, (), is_mobile=False)


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("", None, [PhoneRemark.MISSING]),
        ("-", None, [PhoneRemark.MISSING]),
        ("tidak ada", None, [PhoneRemark.MISSING]),
        ("0", None, [PhoneRemark.MISSING]),
        ("000000000000", None, [PhoneRemark.MISSING]),
        ("112", None, [PhoneRemark.UNREADABLE]),
        ("0812", None, [PhoneRemark.UNREADABLE]),
        ("0812345678901234", None, [PhoneRemark.UNREADABLE]),
        ("1234567890", None, [PhoneRemark.UNREADABLE]),
        ("8,12E+10", None, [PhoneRemark.DIGITS_LOST]),
        ("081234567890 / 081398765432", "+6281234567890", [PhoneRemark.SEVERAL]),
        ("081234567890 atau 081398765432", "+6281234567890", [PhoneRemark.SEVERAL]),
        ("081234567890 (anak)", "+6281234567890", [PhoneRemark.WORDS_LEFT_OUT]),
        ("081234567890 a.n. Budi", "+6281234567890", [PhoneRemark.WORDS_LEFT_OUT]),
        ("081234567890 x 7", None, [PhoneRemark.UNREADABLE]),
        ("081234567890, -", "+6281234567890", []),
        ("+60 12-345 6789", "+60123456789", [PhoneRemark.ABROAD]),
        ("0085298765432", "+85298765432", [PhoneRemark.ABROAD]),
        ("0801234567890", "+62801234567890", [PhoneRemark.PREFIX_UNKNOWN]),
    ],
)
def test_doubts(text: str, number: str | None, expected: list[str]) -> None:
    reading = read_phone(text)
    assert (reading.number, codes(reading)) == (number, expected)


@given(st.text(st.characters(codec=None)) | st.text("0123456789 +-()/.,eE'", max_size=30))
def test_any_text_gives_a_number_to_dial_or_the_reason_why_not(text: str) -> None:
    reading = read_phone(text)
    if reading.number is None:
        assert len(reading.warnings) == 1
    else:
        assert re.fullmatch(r"\+[1-9][0-9]{7,14}", reading.number)
        assert read_phone(reading.number).number == reading.number
    assert set(codes(reading)) <= set(PhoneRemark)


@given(st.integers(10**7, 10**9 - 1))
def test_every_mobile_number_is_read_back(rest: int) -> None:
    for written in (f"0812{rest}", f"+62812{rest}", f"62 812-{rest}", f"812{rest}"):
        reading = read_phone(written)
        assert (reading.number, reading.is_mobile) == (f"+62812{rest}", True)


def test_the_mask() -> None:
    assert mask_phone("+6281234567890") == "••••••••••7890"


@given(st.text("+0123456789 -", max_size=20))
def test_the_mask_shows_four_digits_at_most(number: str) -> None:
    assert len(mask_phone(number).replace("•", "")) <= 4

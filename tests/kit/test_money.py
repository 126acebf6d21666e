"""Rupiah in figures and words: what is written can be read back to the last rupiah."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.money import in_words, rupiah

amounts = st.integers(-(2**63), 2**63 - 1) | st.integers(-3000, 3000)

INDONESIAN = "nol satu dua tiga empat lima enam tujuh delapan sembilan"
INDONESIAN_SCALES = "ribu juta miliar triliun kuadriliun kuintiliun"
ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH_SCALES = "thousand million billion trillion quadrillion quintillion"


def values(words: str, first: int = 0, step: int = 1) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


def scales(words: str) -> dict[str, int]:
    return {word: 1000**power for power, word in enumerate(words.split(), 1)}


def from_indonesian(text: str) -> int:
    ones, powers = values(INDONESIAN), scales(INDONESIAN_SCALES)
    whole = group = digit = 0
    for word in text.replace("seribu", "satu ribu").replace("seratus", "satu ratus").split():
        if word in ("sepuluh", "sebelas"):
            group += 10 if word == "sepuluh" else 11
        elif word in ("belas", "puluh", "ratus"):
            group += digit + 10 if word == "belas" else digit * (10 if word == "puluh" else 100)
            digit = 0
        elif word in powers:
            whole += (group + digit) * powers[word]
            group = digit = 0
        else:
            digit = ones[word]
    return whole + group + digit


def from_english(text: str) -> int:
    ones, powers = values(ENGLISH) | values(ENGLISH_TENS, 20, 10), scales(ENGLISH_SCALES)
    whole = group = 0
    for word in text.replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in powers:
            whole += group * powers[word]
            group = 0
        else:
            group += ones[word]
    return whole + group


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp0", "Rp0"),
        (999, "Rp999", "Rp999"),
        (1_500_000, "Rp1.500.000", "Rp1,500,000"),
        (-25_000, "-Rp25.000", "-Rp25,000"),
    ],
)
def test_figures(amount: int, indonesian: str, english: str) -> None:
    assert (rupiah(amount, "id"), rupiah(amount, "en")) == (indonesian, english)


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "nol rupiah", "zero rupiah"),
        (1_000, "seribu rupiah", "one thousand rupiah"),
        (1_500_000, "satu juta lima ratus ribu rupiah", "one million five hundred thousand rupiah"),
        (111_011, "seratus sebelas ribu sebelas rupiah", "one hundred eleven thousand eleven rupiah"),
        (45, "empat puluh lima rupiah", "forty-five rupiah"),
        (-20, "minus dua puluh rupiah", "minus twenty rupiah"),
    ],
)
def test_words(amount: int, indonesian: str, english: str) -> None:
    assert (in_words(amount, "id"), in_words(amount, "en")) == (indonesian, english)


@given(amounts, st.sampled_from(["id", "en"]))
def test_figures_are_read_back(amount: int, language: str) -> None:
    assert int(rupiah(amount, language).replace("Rp", "").replace(".", "").replace(",", "")) == amount


@given(amounts)
def test_words_are_read_back(amount: int) -> None:
    for language, read in (("id", from_indonesian), ("en", from_english)):
        words = in_words(amount, language).removesuffix(" rupiah")
        assert words.startswith("minus ") == (amount < 0)
        assert read(words.removeprefix("minus ")) == abs(amount)


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_no_word_reaches_is_refused(language: str) -> None:
    with pytest.raises(ValueError):
        in_words(10**21, language)

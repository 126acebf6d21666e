"""Names stay as on the card, and are found by their words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.kit.names import initials, name_words, tidy_name


def test_the_name_on_the_card_stays() -> None:
    assert tidy_name("  H.  Ma'ruf   AMIN, S.Sos\u200b ") == "H. Ma'ruf AMIN, S.Sos"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SUPARMAN", "SUPARMAN"),
        ("Siti Aminah", "SITI AMINAH"),
        ("Ma'ruf", "MARUF"),
        ("Ma’ruf", "MARUF"),
        ("Ma`ruf", "MARUF"),
        ("José Ramos-Horta", "JOSE RAMOS HORTA"),
        ("Łukasz Ødegård", "LUKASZ ODEGARD"),
        ("NUR-HAYATI", "NUR HAYATI"),
        ("MUH.ALI", "MUH ALI"),
        ("M. Ali", "M ALI"),
        ("Budi H. Santoso", "BUDI H SANTOSO"),
        ("Sri Mulyani.", "SRI MULYANI"),
        ("BUDI 2", "BUDI"),
        # Titles in front
        ("H. Abdul Karim", "ABDUL KARIM"),
        ("H.ABDUL KARIM", "ABDUL KARIM"),
        ("HJ SITI AMINAH", "SITI AMINAH"),
        ("Hj.Siti", "SITI"),
        ("H.M. Said", "M SAID"),
        ("K.H. Ahmad Dahlan", "AHMAD DAHLAN"),
        ("Drs. H. Ahmad", "AHMAD"),
        ("Prof. Dr. (H.C.) Ir. Soekarno", "SOEKARNO"),
        ("Tgk. Daud", "DAUD"),
        ("Ny. Siti", "SITI"),
        ("Ibu Kartini", "KARTINI"),
        ("Sdri. Dewi", "DEWI"),
        ("dr. Tjipto", "TJIPTO"),
        ("Haji Ibu", "IBU"),
        # Degrees behind
        ("Budi Santoso, S.Sos", "BUDI SANTOSO"),
        ("BUDI SANTOSO SSOS", "BUDI SANTOSO"),
        ("Budi Santoso, S.Sos., M.Si.", "BUDI SANTOSO"),
        ("Budi Santoso S. Pd. I", "BUDI SANTOSO"),
        ("Budi S.E., M.M.", "BUDI"),
        ("BUDI,S.PD", "BUDI"),
        ("Dewi, A.Md.Keb", "DEWI"),
        ("Dewi, S.T., M.T.", "DEWI"),
        ("Dewi, ST", "DEWI"),
        ("SUPARMAN S.H.", "SUPARMAN"),
        ("Ani S.Tr.Sos", "ANI"),
        ("Ani, M.Kesos", "ANI"),
        ("SANTOSO, BUDI", "SANTOSO BUDI"),
        # Words that are degrees elsewhere
        ("St. Aminah", "ST AMINAH"),
        ("Aminah St.", "AMINAH ST"),
        ("Jet Ma", "JET MA"),
        ("BUDI S E", "BUDI S E"),
        # The late, the son of, alias
        ("BUDI (ALM)", "BUDI"),
        ("Alm. H. Budi", "BUDI"),
        ("(Almh) Siti", "SITI"),
        ("Ahmad bin Abdullah", "AHMAD ABDULLAH"),
        ("Siti binti Ali alias Iti", "SITI ALI ITI"),
        ("Ahmad bin Ali, S.H. (alm)", "AHMAD ALI"),
        ("Tn. Bin Laden", "BIN LADEN"),
        # Parts of a legal name
        ("I Gst. Ngr. Rai", "I GST NGR RAI"),
        ("Ni Luh Putu Sari", "NI LUH PUTU SARI"),
        ("A.A. Gde Agung", "A A GDE AGUNG"),
        ("Ida Bagus Oka", "IDA BAGUS OKA"),
        ("R.A. Kartini", "R A KARTINI"),
        ("Cut Nyak Dien", "CUT NYAK DIEN"),
        ("Andi Mappanyukki", "ANDI MAPPANYUKKI"),
        ("Teuku Umar", "TEUKU UMAR"),
        # Nothing else would be left
        ("HAJI", "HAJI"),
        ("H", "H"),
        ("S.Sos", "S SOS"),
        ("(Alm)", "ALM"),
        ("", ""),
        ("-", ""),
        ("李明", ""),
    ],
)
def test_name_words(name: str, words: str) -> None:
    assert name_words(name) == tuple(words.split())


def test_initials() -> None:
    assert initials("Drs. H. M. Ma'ruf bin Abd. Salam, S.Sos (alm)") == "MMAS"
    assert initials("suparman") == "S"
    assert initials("") == ""


plain_names = st.text("abcdehilmnorstuABDHIMNST .,'-()/", max_size=40)


@given(st.text(st.characters(codec=None)) | plain_names)
def test_words_are_plain_capitals_of_any_text(text: str) -> None:
    assert all(re.fullmatch("[A-Z]+", word) for word in name_words(text))
    assert len(initials(text)) == len(name_words(text))


@given(plain_names)
def test_a_name_with_a_letter_never_vanishes(text: str) -> None:
    assert bool(name_words(text)) == any(character.isalpha() for character in text)


@given(plain_names)
def test_capitals_and_spaces_make_no_difference(text: str) -> None:
    assert name_words(text.upper()) == name_words(text.lower()) == name_words(f"  {text.replace(' ', '   ')} ")


@given(plain_names)
def test_no_word_is_invented(text: str) -> None:
    letters = iter(character for character in text.upper() if character.isalpha())
    assert all(letter in letters for letter in "".join(name_words(text)))


first_names = st.sampled_from(["BUDI", "SITI", "NUR", "AHMAD", "KOMANG", "SUPARMAN", "DEWI", "AMINAH"])


@given(
    st.lists(first_names, min_size=1, max_size=4),
    st.lists(st.sampled_from(["H.", "Hj.", "Drs.", "Ir.", "dr.", "Prof.", "Ny.", "K.H."]), max_size=3),
    st.lists(st.sampled_from(["S.Sos", "S.E.", "M.Si.", "S. Pd.", "A.Md", "S.T.", "MM"]), max_size=3),
)
def test_titles_and_degrees_change_no_name(names: list[str], titles: list[str], degrees: list[str]) -> None:
    text = ", ".join([" ".join(titles + names), *degrees])
    assert name_words(text) == tuple(names)


@given(
    st.lists(
        st.sampled_from(
            ["SITI", "NUR", "H", "HJ", "ST", "SPD", "S", "PD", "BIN", "ALM", "DRS", "MA", "ABD", "AL", "IBU"]
        ),
        max_size=5,
    ).map(" ".join)
)
def test_letters_alone_take_a_shorter_way_to_the_same_words(name: str) -> None:
    assert name_words(name.lower()) == name_words(name + "\u00a0")

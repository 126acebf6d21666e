"""Whole rupiah, in figures and in words."""

from lokal import terbilang

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")


def rupiah(amount: int, language: str) -> str:
    """Rp1.500.000 in Indonesian, Rp1,500,000 in English."""
    figures = f"{abs(amount):,}"
    if not _is_english(language):
        figures = figures.replace(",", ".")
    return f"{'-' if amount < 0 else ''}Rp{figures}"


def in_words(amount: int, language: str) -> str:
    """Satu juta lima ratus ribu rupiah, in small letters: the line that stops a receipt from being altered."""
    return f"{_english(amount) if _is_english(language) else terbilang(amount)} rupiah"


def _is_english(language: str) -> bool:
    return language[:2].casefold() == "en"


def _english(number: int) -> str:
    if number == 0:
        return _ONES[0]
    words: list[str] = []
    rest = abs(number)
    for scale in _SCALES:
        rest, group = divmod(rest, 1000)
        if group:
            words.insert(0, f"{_english_below_thousand(group)} {scale}".strip())
    if rest:
        raise ValueError("Too large to be written in words.")
    return " ".join([*(["minus"] if number < 0 else []), *words])


def _english_below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ONES[hundreds]} hundred"] if hundreds else []
    if 0 < rest < 20:
        words.append(_ONES[rest])
    elif rest:
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else ""))
    return " ".join(words)

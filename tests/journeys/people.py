"""Who the journeys are about. None of this may be found where it does not belong: see test_left_nothing_behind.py."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What somebody tells at the counter."""

    name: str
    sex: str
    born: str
    number: str = ""
    family_number: str = ""
    phone: str = ""
    address: str = ""


MOTHER = Told(
    "Sukaesih Wiranata", "Perempuan", "12-8-1987", family_number="3204051109260458", phone="081399887766",
    address="Kp. Legok Nangka 77",
)  # fmt: skip
CHILD = Told("Galih Wiranata", "Laki-laki", "17-5-2015", number="3204051705150936", family_number=MOTHER.family_number)
NEEDLES = {
    "national number": CHILD.number, "family number": MOTHER.family_number, "phone": MOTHER.phone[1:],
    "address": MOTHER.address,
}  # fmt: skip

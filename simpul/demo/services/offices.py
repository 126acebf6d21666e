"""The offices of the demo: the Dinas, a shelter of the same district, and the Dinas next door."""

from datetime import timedelta

from simpul.demo.rules.staff import DINAS, DISTRICT, OTHER_DINAS, OTHER_DISTRICT, SHELTER
from simpul.directory.models import Area, Office, Organisation
from simpul.directory.services import open_office, open_organisation, set_letterhead
from simpul.kit.dates import today

ZONE = "Asia/Jakarta"


def open_offices() -> tuple[Office, Office, Office]:
    """The Dinas of the district, the one of the neighbour, and the shelter, which shares the district and not the files.

    Opened at a start that was cut off, they are there already.
    """
    known = {office.code: office for office in Office.objects.all()}
    if known:
        return known[DINAS], known[OTHER_DINAS], known[SHELTER]
    district, other = Area.objects.get(pk=DISTRICT), Area.objects.get(pk=OTHER_DISTRICT)
    government = open_organisation(name=f"Pemerintah {district.name}", kind="dinas", by=None)
    next_door = open_organisation(name=f"Pemerintah {other.name}", kind="dinas", by=None)
    return (
        _open(DINAS, f"Dinas Sosial {district.name}", district, government, "Soreang", "Bambang Wiryawan"),
        _open(OTHER_DINAS, f"Dinas Sosial {other.name}", other, next_door, "Garut", "Neni Rohaeni"),
        _open(
            SHELTER, f"UPTD PPA {district.name}", district, government, "Soreang", "Dewi Anggraini",
            kind="uptd", title="Kepala UPTD Perlindungan Perempuan dan Anak",
        ),
    )  # fmt: skip


def _open(
    code: str, name: str, area: Area, organisation: Organisation, town: str, head: str, *,
    kind: str = "dinas", title: str = "Kepala Dinas Sosial",
) -> Office:  # fmt: skip
    office = open_office(
        code=code, name=name, kind=kind, organisation=organisation, area=area, time_zone=ZONE, by=None,
        town=town, head_name=head, head_title=title, head_number="19700101 199503 1 999",
    )  # fmt: skip
    lines = f"{organisation.name}\n{name}\nAlamat contoh, bukan alamat sebenarnya"
    set_letterhead(office=office, lines=lines, valid_from=today(ZONE) - timedelta(days=1), by=None)
    return office

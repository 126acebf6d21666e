"""The cast: who appears in the tests, and what each of them may see. Run once, when the database is prepared.

Two offices in two districts. Yuni works the counter of the Bandung office; Wati has the same role in Garut and must
find nothing of Bandung's anywhere. Agus keeps the system for every office there is. Asep supervises one subdistrict, Cecep one village of it.
"""

import os
from datetime import date

BANDUNG, CIWIDEY = "32.04", "32.04.05"

# username: (name, role, office, level of the area)
PEOPLE = {
    "yuni": ("Yuni Astuti", "front_office", "dinsos-bandung", 0),
    "rina": ("Rina Suryani", "services_manager", "dinsos-bandung", 0),
    "dedi": ("Dedi Kurnia", "social_assistant", "dinsos-bandung", 3),
    "asep": ("Asep Saepudin", "supervisor", "dinsos-bandung", 3),
    "cecep": ("Cecep Hidayat", "village_operator", "dinsos-bandung", 4),
    "bambang": ("Bambang Wiryawan", "head_of_office", "dinsos-bandung", 0),
    "hana": ("Hana Lestari", "head_of_division", "dinsos-bandung", 0),
    "bagus": ("Bagus Prasetyo", "back_office", "dinsos-bandung", 0),
    "lilis": ("Lilis Suryati", "social_worker", "dinsos-bandung", 0),
    "putu": ("I Putu Adnyana", "budget_officer", "dinsos-bandung", 0),
    "tono": ("Tono", "treasurer", "dinsos-bandung", 0),
    "gatot": ("Gatot Subagyo", "storekeeper", "dinsos-bandung", 0),
    "sari": ("Sari Dewi", "auditor", "dinsos-bandung", 0),
    "paulus": ("Paulus Siahaan", "data_protection_officer", "dinsos-bandung", 0),
    "maria": ("Maria Goreti", "partner", "dinsos-bandung", 0),
    "agus": ("Agus Salim", "system_administrator", "dinsos-bandung", 0),
    "wati": ("Wati Rohayati", "front_office", "dinsos-garut", 0),
    "ujang": ("Ujang Suherman", "auditor", "dinsos-garut", 0),
}
PASSWORD = "kopi-susu-panas-2026"


def make() -> None:
    """Two offices and everybody in them."""
    from simpul.accounts.models import User
    from simpul.accounts.services import assign_role, open_account
    from simpul.directory.models import Area, Office, Organisation
    from simpul.directory.services import open_office

    offices = {}
    for code, area in (("dinsos-bandung", "32.04"), ("dinsos-garut", "32.05")):
        place = Area.objects.get(pk=area)
        organisation = Organisation.objects.create(name=f"Pemerintah {place.name}", kind="dinas")
        offices[code] = open_office(
            code=code,
            name=f"Dinas Sosial {place.name}",
            kind="dinas",
            organisation=organisation,
            area=place,
            time_zone="Asia/Jakarta",
            by=None,
        )
    subdistrict = Area.objects.filter(parent=BANDUNG).order_by("code").first()
    areas = {0: None, 3: subdistrict, 4: Area.objects.filter(parent=subdistrict).order_by("code").first()}
    for username, (name, role, office, level) in PEOPLE.items():
        user = open_account(username=username, name=name, password=PASSWORD, office=offices[office], by=None)
        assign_role(user=user, role=role, office=offices[office], area=areas[level], from_on=date(2026, 1, 1), by=None)
    for office in Office.objects.exclude(pk=offices["dinsos-bandung"].pk):
        role = {"role": "system_administrator", "from_on": date(2026, 1, 1)}
        assign_role(user=User.objects.get(username="agus"), office=office, by=None, **role)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    import django
    from django.conf import settings

    from tests.hashers import SETTING

    settings.PASSWORD_HASHERS = SETTING
    django.setup()
    make()

"""The staff of the demo offices: one person for every role, whom the sign-in page names, and their colleagues. Plain Python."""

from dataclasses import dataclass

PASSWORD = "kopi-susu-panas"  # noqa: S105 - of a demo, printed at every start
DISTRICT, OTHER_DISTRICT = "32.04", "32.05"
DISTRICT_NAME, OTHER_DISTRICT_NAME = "Kabupaten Bandung", "Kabupaten Garut"
CORE, CORE_VILLAGE = "32.04.39", "32.04.39.2001"  # Ciwidey and its first village
DINAS, OTHER_DINAS, SHELTER = "dinsos-bandung", "dinsos-garut", "uptd-ppa-bandung"


@dataclass(frozen=True)
class DemoStaff:
    """Somebody who signs in; `area` is the subdistrict or village they are bound to, nothing for the whole office."""

    username: str
    name: str
    role: str
    area: str = ""
    office: str = DINAS
    is_everywhere: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """At the office of the other district."""
        return self.office == OTHER_DINAS

    @property
    def district(self) -> str:
        """Where their office is: two offices do not see each other's people."""
        return OTHER_DISTRICT_NAME if self.is_elsewhere else DISTRICT_NAME


STAFF = (
    DemoStaff("rina", "Rina Suryani", "services_manager"),
    DemoStaff("yuni", "Yuni Astuti", "front_office"),
    DemoStaff("bambang", "Bambang Wiryawan", "head_of_office"),
    DemoStaff("hana", "Hana Lestari", "head_of_division"),
    DemoStaff("asep", "Asep Saepudin", "supervisor", CORE),
    DemoStaff("bagus", "Bagus Prasetyo", "back_office"),
    DemoStaff("lilis", "Lilis Suryati", "social_worker"),
    DemoStaff("dedi", "Dedi Kurnia", "social_assistant", CORE),
    DemoStaff("cecep", "Cecep Hidayat", "village_operator", CORE_VILLAGE),
    DemoStaff("putu", "I Putu Adnyana", "budget_officer"),
    DemoStaff("tono", "Tono", "treasurer"),
    DemoStaff("gatot", "Gatot Subagyo", "storekeeper"),
    DemoStaff("sari", "Sari Dewi", "auditor"),
    DemoStaff("paulus", "Paulus Siahaan", "data_protection_officer"),
    DemoStaff("maria", "Maria Goreti", "partner"),
    DemoStaff("agus", "Agus Salim", "system_administrator", is_everywhere=True),
    DemoStaff("wati", "Wati Rohayati", "front_office", office=OTHER_DINAS),
)
"""Whom the sign-in page of a demo and its first words name."""

COLLEAGUES = (
    DemoStaff("nunung", "Nunung Kartika", "front_office"),
    DemoStaff("teguh", "Teguh Widodo", "front_office"),
    DemoStaff("mira", "Mira Anggraeni", "front_office"),
    DemoStaff("yosep", "Yosep Rustandi", "back_office"),
    DemoStaff("ratna", "Ratna Puspitasari", "back_office"),
    DemoStaff("dadan", "Dadan Ramdani", "head_of_division"),
    DemoStaff("elok", "Elok Wahyuni", "head_of_division"),
    DemoStaff("ginanjar", "Ginanjar Nugraha", "supervisor", "32.04.32"),
    DemoStaff("imas", "Imas Komariah", "supervisor", "32.04.33"),
    DemoStaff("ujang", "Ujang Sopandi", "supervisor", "32.04.15"),
    DemoStaff("neni", "Neni Herlina", "supervisor", "32.04.29"),
    DemoStaff("togar", "Togar Sinaga", "supervisor", "32.04.28"),
    DemoStaff("euis", "Euis Rohaeti", "supervisor", "32.04.37"),
    DemoStaff("wawan", "Wawan Setiawan", "supervisor", "32.04.25"),
    DemoStaff("fitri", "Fitri Handayani", "social_worker"),
    DemoStaff("rahmat", "Rahmat Hidayat", "social_worker"),
    DemoStaff("debora", "Debora Manurung", "social_worker"),
    DemoStaff("iqbal", "Muhamad Iqbal", "social_worker"),
    DemoStaff("ayi", "Ayi Mulyati", "social_assistant", "32.04.32"),
    DemoStaff("deni", "Deni Firmansyah", "social_assistant", "32.04.33"),
    DemoStaff("kokom", "Kokom Sumiati", "social_assistant", "32.04.15"),
    DemoStaff("jajang", "Jajang Nurjaman", "social_assistant", "32.04.29"),
    DemoStaff("santi", "Santi Maulida", "social_assistant", "32.04.37"),
    DemoStaff("opik", "Opik Rohendi", "social_assistant", "32.04.40"),
    DemoStaff("tuti", "Tuti Alawiyah", "social_assistant", "32.04.38"),
    DemoStaff("enok", "Enok Rosmiati", "village_operator", "32.04.39.2002"),
    DemoStaff("aceng", "Aceng Kosasih", "village_operator", "32.04.39.2004"),
    DemoStaff("dudung", "Dudung Supriatna", "village_operator", "32.04.39.2006"),
    DemoStaff("risma", "Risma Agustina", "village_operator", "32.04.32.2006"),
    DemoStaff("hilman", "Hilman Fauzi", "village_operator", "32.04.33.2001"),
    DemoStaff("novi", "Novi Septiani", "village_operator", "32.04.15.2001"),
    DemoStaff("yayan", "Yayan Taryana", "village_operator", "32.04.29.2001"),
    DemoStaff("ade", "Ade Suhendar", "village_operator", "32.04.28.2001"),
    DemoStaff("gina", "Gina Nurhasanah", "village_operator", "32.04.37.2001"),
    DemoStaff("puji", "Puji Astuti", "budget_officer"),
    DemoStaff("sinta", "Sinta Wulandari", "treasurer"),
    DemoStaff("maman", "Maman Suparman", "storekeeper"),
    DemoStaff("hendra", "Hendra Halim", "auditor"),
    DemoStaff("yusuf", "Yusuf Alatas", "partner"),
    DemoStaff("oman", "Oman Sutisna", "services_manager", office=OTHER_DINAS),
    DemoStaff("rohayati", "Rohayati", "supervisor", "32.05.01", OTHER_DINAS),
    DemoStaff("dewi", "Dewi Anggraini", "services_manager", office=SHELTER),
    DemoStaff("nisa", "Khoirunnisa Azzahra", "front_office", office=SHELTER),
    DemoStaff("yohana", "Yohana Situmorang", "social_worker", office=SHELTER),
    DemoStaff("made", "Ni Made Ariani", "social_worker", office=SHELTER),
)
"""The others, who make the lists of a real office: reached by typing the name; the how-to has the table."""

EVERYBODY = (*STAFF, *COLLEAGUES)
KEEPER = next(one for one in STAFF if one.is_everywhere)  # opened last, and so the sign that a demo is complete
MANAGER = "rina"  # who sent the visitors out
REGISTRARS = ("yuni", "nunung", "teguh", "mira")  # who sit at the counters of the Dinas

"""The staff of the demo office: one person for every role, and a colleague at another office. Plain Python."""

from dataclasses import dataclass

PASSWORD = "kopi-susu-panas"  # noqa: S105 - of a demo, printed at every start
DISTRICT, OTHER_DISTRICT = "32.04", "32.05"
DISTRICT_NAME, OTHER_DISTRICT_NAME = "Kabupaten Bandung", "Kabupaten Garut"


@dataclass(frozen=True)
class DemoStaff:
    """Somebody who signs in; level of the area: 0 the whole office, 3 a subdistrict, 4 a village."""

    username: str
    name: str
    role: str
    level: int = 0
    is_elsewhere: bool = False
    is_everywhere: bool = False

    @property
    def district(self) -> str:
        """Where their office is: two offices do not see each other's people."""
        return OTHER_DISTRICT_NAME if self.is_elsewhere else DISTRICT_NAME


STAFF = (
    DemoStaff("rina", "Rina Suryani", "services_manager"),
    DemoStaff("yuni", "Yuni Astuti", "front_office"),
    DemoStaff("bambang", "Bambang Wiryawan", "head_of_office"),
    DemoStaff("hana", "Hana Lestari", "head_of_division"),
    DemoStaff("asep", "Asep Saepudin", "supervisor", 3),
    DemoStaff("bagus", "Bagus Prasetyo", "back_office"),
    DemoStaff("lilis", "Lilis Suryati", "social_worker"),
    DemoStaff("dedi", "Dedi Kurnia", "social_assistant", 3),
    DemoStaff("cecep", "Cecep Hidayat", "village_operator", 4),
    DemoStaff("putu", "I Putu Adnyana", "budget_officer"),
    DemoStaff("tono", "Tono", "treasurer"),
    DemoStaff("gatot", "Gatot Subagyo", "storekeeper"),
    DemoStaff("sari", "Sari Dewi", "auditor"),
    DemoStaff("paulus", "Paulus Siahaan", "data_protection_officer"),
    DemoStaff("maria", "Maria Goreti", "partner"),
    DemoStaff("agus", "Agus Salim", "system_administrator", is_everywhere=True),
    DemoStaff("wati", "Wati Rohayati", "front_office", is_elsewhere=True),
)

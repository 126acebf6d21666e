"""What people do, in their words: the steps that more than one journey takes."""

from tests.journeys.people import Told


def looks_for(page, text: str) -> None:
    """In the list of people."""
    page.get_by_role("link", name="Warga", exact=True).first.click()
    page.get_by_label("NIK, nomor KK, HP atau nama").fill(text)
    page.get_by_role("main").get_by_role("button", name="Cari").click()


def registers(page, told: Told, *, place: str, relation: str = "") -> None:
    """Looks first, as everybody must, then writes down what is told."""
    page.get_by_role("link", name="Warga", exact=True).first.click()
    page.get_by_role("link", name="Daftarkan warga").first.click()
    page.get_by_label("Nama seperti pada kartu").fill(told.name)
    page.get_by_label("Tanggal lahir").fill(told.born)
    page.get_by_role("button", name="Lanjutkan").click()
    page.get_by_role("button", name="Simpan").wait_for()
    page.get_by_label(told.sex, exact=True).check()
    if told.number:
        page.get_by_label("NIK", exact=False).first.fill(told.number)
    else:
        page.get_by_label("Belum punya NIK").check()
    page.get_by_label(place).check()
    page.get_by_label("Nomor KK").fill(told.family_number)
    if relation:
        page.get_by_label("Hubungan dengan kepala keluarga").select_option(label=relation)
    if told.address:
        page.get_by_label("Alamat", exact=False).first.fill(told.address)
    if told.phone:
        page.get_by_label("Nomor HP").fill(told.phone)
        page.get_by_label("Aman dihubungi", exact=True).check()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("heading", level=1, name=told.name).wait_for()


def signs_out(page) -> None:
    """By the menu, as people do at the end of the day."""
    page.locator(".menu summary").first.click()
    page.get_by_role("button", name="Keluar").or_(page.get_by_role("button", name="Sign out")).first.click()
    page.wait_for_url("**/sign-in/**")

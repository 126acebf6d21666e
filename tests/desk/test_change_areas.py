"""Areas are written down: open_area, rename_area, record_area_change and set_area_code do, refuse, are recorded."""

from datetime import date

import pytest

from simpul.directory.models import Area, AreaChange, AreaCode
from tests.desk.events import done_to

DISTRICT, VILLAGE = "32.04.05", "32.04.05.2001"
NEW = {"code": "32.04.05.2099", "name": "Cimekar Baru", "on": "1-1-2026", "source": "Perda 1/2026", "postcode": "40621"}
NAME = {"name": "Cileunyi Raya", "on": "1-3-2026", "source": "Perda 2/2026"}
SPLIT = {
    "kind": "split", "former_code": VILLAGE, "successors": f"{VILLAGE}\n\n32.04.05.2002", "on": "1-1-2026",
    "source": "Perda 3/2026", "note": "Dusun Barat",
}  # fmt: skip
CODE = {"scheme": "bps", "code": "3204190", "source": "BPS 2026", "valid_from": "", "valid_until": "", "note": ""}
OPEN, CHANGE = "/areas/open/", "/areas/record-change/"


def of(code, act):
    return f"/areas/{code}/{act}/"


def test_view_area_leads_to_all_of_them(cast, sign_in):
    page = sign_in("agus").get(f"/areas/{DISTRICT}/").content.decode()
    for address in (
        of(DISTRICT, "rename"),
        f"{CHANGE}?of={DISTRICT}",
        of(DISTRICT, "set-code"),
        f"{OPEN}?within={DISTRICT}",
    ):
        assert address in page
    assert OPEN not in sign_in("agus").get(f"/areas/{VILLAGE}/").content.decode()  # nothing lies in a village
    assert 'value="32.04.05."' in sign_in("agus").get(f"{OPEN}?within={DISTRICT}").content.decode()
    assert f'value="{DISTRICT}"' in sign_in("agus").get(f"{CHANGE}?of={DISTRICT}").content.decode()


def test_open_area(cast, sign_in, recorded):
    client = sign_in("agus")
    assert client.post(OPEN, NEW)["Location"] == f"/areas/{NEW['code']}/"
    area = Area.objects.get(pk=NEW["code"])
    assert (area.name, area.parent_id, area.valid_from, area.postcode) == (
        NEW["name"],
        DISTRICT,
        date(2026, 1, 1),
        "40621",
    )
    assert "Cimekar Baru ditambahkan." in client.get(f"/areas/{DISTRICT}/").content.decode()
    assert NEW["code"] in client.get("/areas/", {"q": "cimekar baru"}).content.decode()
    assert [(event.act, event.actor) for event in done_to(recorded)] == [("directory.area_opened", cast.agus.pk)]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": VILLAGE}, f"Wilayah dengan kode {VILLAGE} sudah ada."),
        ({"code": "3204052099"}, "bukan kode wilayah"),
        ({"code": "99.01"}, "Tidak ada wilayah dengan kode 99."),
        ({"name": " "}, "perlu diisi"),
        ({"source": ""}, "perlu diisi"),
        ({"on": "31-2-2026"}, "Tulis tanggal"),
        ({"postcode": "4062"}, "lima angka"),
        ({"postcode": "٤٠٦٢١"}, "lima angka"),
    ],
)
def test_an_area_is_not_opened(cast, sign_in, recorded, wrong, sentence):
    answer = sign_in("agus").post(OPEN, {**NEW, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Area.objects.filter(pk=NEW["code"]).exists()
    assert done_to(recorded) == []


def test_rename_area(cast, sign_in, recorded):
    client = sign_in("agus")
    former = Area.objects.get(pk=DISTRICT).name
    assert client.post(of(DISTRICT, "rename"), NAME)["Location"] == f"/areas/{DISTRICT}/"
    page = client.get(f"/areas/{DISTRICT}/").content.decode()
    for words in ("<h1>Cileunyi Raya</h1>", "Perubahan nama", former, "Perda 2/2026"):
        assert words in page
    assert [event.act for event in done_to(recorded)] == ["directory.area_renamed"]
    again = client.post(of(DISTRICT, "rename"), NAME)
    assert again.status_code == 422
    assert "Wilayah ini sudah bernama Cileunyi Raya." in again.content.decode()
    assert AreaChange.objects.filter(former_code=DISTRICT).count() == 1


def test_record_area_change_of_a_split_that_leaves_the_old_one(cast, sign_in, recorded):
    client = sign_in("agus")
    assert client.post(CHANGE, SPLIT)["Location"] == f"/areas/{VILLAGE}/"
    change = AreaChange.objects.get(former_code=VILLAGE)
    assert set(change.successors.values_list("code", flat=True)) == {VILLAGE, "32.04.05.2002"}
    assert Area.objects.get(pk=VILLAGE).valid_until is None
    page = client.get(f"/areas/{VILLAGE}/").content.decode()
    for words in ("Pemekaran", "Perda 3/2026", "Dusun Barat", "Perubahan wilayah dicatat."):
        assert words in page
    assert [event.act for event in done_to(recorded)] == ["directory.area_change_recorded"]


def test_record_area_change_of_a_merger_ends_the_former(cast, sign_in):
    client = sign_in("agus")
    client.post(CHANGE, {**SPLIT, "kind": "merge", "successors": "32.04.05.2002"})
    assert Area.objects.get(pk=VILLAGE).valid_until == date(2025, 12, 31)
    page = client.get(f"/areas/{VILLAGE}/").content.decode()
    assert "tidak berlaku lagi" in page
    assert "/areas/32.04.05.2002/" in page


def test_a_code_that_only_old_papers_carry(cast, sign_in):
    client = sign_in("agus")
    done = client.post(CHANGE, {**SPLIT, "kind": "recode", "former_code": "32.04.99.2001", "successors": VILLAGE})
    assert done["Location"] == f"/areas/{VILLAGE}/"
    assert f"/areas/{VILLAGE}/" in client.get("/areas/", {"q": "32.04.99.2001"}).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"successors": VILLAGE}, f"Sebutkan wilayah yang menggantikan {VILLAGE}."),
        ({"successors": " "}, "Tulis kode atau nama wilayahnya."),
        ({"successors": "99.99"}, "Tidak ada wilayah dengan kode 99.99."),
        ({"successors": "sukamaju"}, "Ada beberapa. Tulis kodenya"),
        ({"successors": "\n".join([VILLAGE] * 51)}, "Paling banyak 50 wilayah sekaligus."),
        ({"former_code": "3204"}, "bukan kode wilayah"),
        ({"former_code": DISTRICT, "successors": "32.04.06"}, "masih mempunyai wilayah di bawahnya"),
        ({"kind": "rename"}, "rename"),
        ({"source": " "}, "perlu diisi"),
    ],
)
def test_a_change_is_not_recorded(cast, sign_in, recorded, wrong, sentence):
    answer = sign_in("agus").post(CHANGE, {**SPLIT, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Dusun Barat" in answer.content.decode()
    assert not AreaChange.objects.exists()
    assert done_to(recorded) == []


def test_set_area_code(cast, sign_in, recorded):
    client = sign_in("agus")
    assert client.post(of(DISTRICT, "set-code"), CODE).status_code == 302
    assert "3204190" in client.get(f"/areas/{DISTRICT}/").content.decode()
    assert f"/areas/{DISTRICT}/" in client.get("/areas/", {"q": "3204190"}).content.decode()
    former = {**CODE, "scheme": "former", "code": "32.04.77", "valid_until": "31-12-2000", "note": "sebelum pemekaran"}
    assert client.post(of(DISTRICT, "set-code"), former).status_code == 302
    assert "sebelum pemekaran" in client.get(f"/areas/{DISTRICT}/").content.decode()
    assert [event.detail["scheme"] for event in done_to(recorded)] == ["bps", "former"]


def test_the_code_a_province_came_with_gives_way(cast, sign_in):
    sign_in("agus").post(of("32", "set-code"), {**CODE, "code": "32"})
    assert [(code.origin, code.source) for code in AreaCode.objects.filter(area="32", scheme="bps")] == [
        ("local", "BPS 2026")
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "32.04.19"}, "bukan kode wilayah"),
        ({"code": "abc"}, "bukan kode wilayah"),
        ({"scheme": "kemendagri"}, "kemendagri"),
        ({"source": ""}, "perlu diisi"),
        ({"valid_from": "2-1-2026", "valid_until": "1-1-2026"}, "Hari terakhir mendahului hari pertama."),
        ({"valid_from": "besok"}, "Tulis tanggal"),
    ],
)
def test_a_code_is_not_set(cast, sign_in, wrong, sentence):
    answer = sign_in("agus").post(of(DISTRICT, "set-code"), {**CODE, **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not AreaCode.objects.filter(area=DISTRICT).exists()


def test_a_code_in_use_names_one_area(cast, sign_in):
    client = sign_in("agus")
    client.post(of(DISTRICT, "set-code"), CODE)
    taken = client.post(of("32.04.06", "set-code"), CODE)
    assert taken.status_code == 422
    assert "sudah dipakai wilayah lain" in taken.content.decode()


@pytest.mark.parametrize("act", ["rename", "set-code"])
@pytest.mark.parametrize("code", ["00", "abc", "32.04.05.2001.1"])
def test_what_does_not_exist(cast, sign_in, act, code):
    assert sign_in("agus").get(of(code, act)).status_code == 404
    assert sign_in("agus").get(f"{OPEN}?within=nonsense").status_code == 200

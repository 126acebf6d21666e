"""Code lists: code_lists, view_code_list, code_list_editions show; the acts on an entry do, refuse and are recorded."""

import re

import pytest

from simpul.directory.queries import current_edition, entry
from tests.desk.events import done_to

LIST = "/code-lists/agama/"
WORDS = {"name_id": "Islam (Muslim)", "name_en": "Islam", "source": "Dukcapil"}


def act(code, verb):
    return f"{LIST}{code}/{verb}/"


def version(code="1"):
    return entry("agama", code).version


def test_code_lists_names_all_and_what_needs_a_look(cast, sign_in):
    page = sign_in("agus").get("/code-lists/").content.decode()
    assert page.count("/code-lists/") >= 59
    assert "33 belum diverifikasi" in page
    assert "ada perubahan bawaan" not in page


@pytest.mark.parametrize(("asked", "found"), [("agama", "agama"), ("SHDK", "shdk"), ("tsunami", "disaster_types")])
def test_lists_are_found_by_title_code_and_content(cast, sign_in, asked, found):
    page = sign_in("agus").get("/code-lists/", {"q": asked}).content.decode()
    assert f"/code-lists/{found}/" in page
    assert page.count('class="line"') < 10


def test_nothing_found_says_what_to_do(cast, sign_in):
    for address in ("/code-lists/", LIST):
        assert "Coba kata lain" in sign_in("agus").get(address, {"q": "qqqqq"}).content.decode()


def test_unverified_is_marked_with_its_note(cast, sign_in):
    page = sign_in("agus").get("/code-lists/disaster_types/").content.decode()
    assert "BNPB DIBI (unverified)" in page
    assert "Belum diverifikasi: belum ada yang mencocokkannya" in page


def test_view_code_list_goes_on_page_by_page(cast, sign_in):
    client, codes, after = sign_in("agus"), [], ""
    while True:
        page = client.get("/code-lists/glossary/", {"after": after} if after else {}).content.decode()
        codes += re.findall(r'<th scope="row"><code>([^<]+)', page)
        if not (more := re.search(r'rel="next" href="\?after=([^"]+)"', page)):
            break
        after = more[1]
    assert len(codes) == len(set(codes)) == 291


def test_edit_code_list_entry_keeps_the_shipped_words_beside(cast, sign_in, recorded):
    client, before = sign_in("agus"), current_edition("agama")
    assert client.post(act("1", "edit"), {**WORDS, "version": version()}).status_code == 302
    edited = entry("agama", "1")
    assert (edited.values.name_id, edited.shipped.name_id) == ("Islam (Muslim)", "Islam")
    assert current_edition("agama") == before + 1
    (event,) = [event for event in done_to(recorded) if event.act == "directory.entry_edited"]
    assert (event.actor, event.detail["fields"]) == (cast.agus.pk, ["name_id", "source"])
    assert "diubah kantor" in client.get(LIST).content.decode()
    assert "Isi bawaan" in client.get(act("1", "edit")).content.decode()
    assert "Diubah: 1 (Islam (Muslim))" in client.get(f"{LIST}editions/").content.decode()


def test_somebody_else_edited_first(cast, sign_in):
    client, read = sign_in("agus"), version()
    client.post(act("1", "edit"), {**WORDS, "version": read})
    late = client.post(act("1", "edit"), {**WORDS, "name_id": "Agama Islam", "version": read})
    assert late.status_code == 409
    assert "Islam (Muslim)" in late.content.decode()
    assert "Agama Islam" in late.content.decode()
    assert entry("agama", "1").values.name_id == "Islam (Muslim)"
    for verb in ("hide", "reset"):
        late = client.post(act("1", verb), {"version": read})
        assert late.status_code == 409
        assert f'name="version" value="{version()}"' in late.content.decode()
    assert not entry("agama", "1").is_hidden


def test_hide_code_list_entry_show_code_list_entry_reset_code_list_entry(cast, sign_in, recorded):
    client = sign_in("agus")
    client.post(act("1", "edit"), {**WORDS, "version": version()})
    assert client.post(act("1", "hide"), {"version": version()}).status_code == 302
    assert entry("agama", "1").is_hidden
    assert "disembunyikan" in client.get(LIST).content.decode()
    assert client.post(act("1", "show"), {"version": version()}).status_code == 302
    assert not entry("agama", "1").is_hidden
    assert client.post(act("1", "reset"), {"version": version()}).status_code == 302
    assert entry("agama", "1").values.name_id == "Islam"
    acts = [event.act.removeprefix("directory.entry_") for event in done_to(recorded)]
    assert acts == ["edited", "hidden", "shown", "reset"]
    told = client.get(f"{LIST}editions/").content.decode()
    for words in ("Diubah: 1", "Disembunyikan: 1", "Ditawarkan lagi: 1", "Dikembalikan ke isi bawaan: 1"):
        assert words in told
    for verb in ("show", "reset"):
        assert "Sudah begitu" in client.get(act("1", verb)).content.decode()
    nothing = client.post(act("1", "reset"), {"version": version()})
    assert nothing.status_code == 422
    assert "belum diubah kantor ini" in nothing.content.decode()


def test_add_code_list_entry(cast, sign_in, recorded):
    client, new = sign_in("agus"), {"code": "K/1.a", "name_id": "Kepercayaan", "source": "Putusan MK 97/2016"}
    assert client.post(f"{LIST}add/", new).status_code == 302
    assert "dibuat kantor" in client.get(LIST).content.decode()
    assert client.get(act("K/1.a", "edit")).status_code == 200
    assert [event.act for event in done_to(recorded)] == ["directory.entry_added"]
    again = client.post(f"{LIST}add/", new)
    assert again.status_code == 422
    assert "Kode K/1.a sudah ada dalam daftar ini." in again.content.decode()
    assert "Putusan MK 97/2016" in again.content.decode()


@pytest.mark.parametrize("code", ["", "dua kata", "../x", "a/../b", "a//b", "a/", "a/.", "é", "<b>", "x" * 61])
def test_a_code_that_is_none_is_refused(cast, sign_in, code):
    assert sign_in("agus").post(f"{LIST}add/", {"code": code, "name_id": "x"}).status_code == 422
    assert entry("agama", code) is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name_id": " "}, "perlu diisi"),
        ({"valid_from": "2-1-2026", "valid_until": "1-1-2026"}, "Hari terakhir mendahului hari pertama."),
        ({"valid_from": "besok"}, "Tulis tanggal"),
        ({"name_en": "x" * 501}, "Paling banyak 500 huruf"),
        ({"version": ""}, "version"),
    ],
)
def test_bad_input_is_said_and_nothing_lost(cast, sign_in, wrong, sentence):
    answer = sign_in("agus").post(act("1", "edit"), {**WORDS, "note": "tetap ada", "version": version(), **wrong})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "tetap ada" in answer.content.decode()
    assert not entry("agama", "1").is_local


def test_columns_of_a_list_can_be_edited(cast, sign_in):
    bank = entry("bank_codes", "002")
    words = {"name_id": bank.values.name_id, "source": "Bank Indonesia", "version": bank.version}
    words["extra_bic_8_unverified"] = ""
    assert sign_in("agus").post("/code-lists/bank_codes/002/edit/", words).status_code == 302
    assert entry("bank_codes", "002").values.extra == {}
    assert not entry("bank_codes", "002").is_unverified


def test_what_does_not_exist(cast, sign_in):
    client = sign_in("agus")
    for address in ("/code-lists/nothing/", "/code-lists/nothing/add/", act("99", "edit"), act("99", "hide")):
        assert client.get(address).status_code == 404
    assert client.get("/code-lists/", {"state": "weird", "q": "x" * 500}).status_code == 200


@pytest.mark.parametrize("who", ["yuni", "bambang", "sari", "cecep"])
def test_other_roles_are_refused(cast, sign_in, who):
    client = sign_in(who)
    on_entry = [act("1", verb) for verb in ("edit", "hide", "show", "reset")]
    addresses = ["/code-lists/", LIST, f"{LIST}editions/", f"{LIST}add/", *on_entry]
    assert {client.get(address).status_code for address in addresses} == {403}
    assert client.post(act("1", "edit"), {**WORDS, "version": version()}).status_code == 403
    assert not entry("agama", "1").is_local

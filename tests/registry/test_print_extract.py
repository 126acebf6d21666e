"""print_extract: the paper shows this person's own facts, is recorded, and never leaves where it endangers somebody."""

import pypdfium2
import pytest
from django.urls import reverse

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from simpul.directory.models import Office
from simpul.registry.models import Person
from tests.desk.test_home import NUMBER, aminah, today  # noqa: F401 - fixtures
from tests.factories import registry as make

ASKED = {"purpose": "school", "note": "SDN 1 Cileunyi", "safe_to_take_home": "yes", "paper": "f4", "language": "id"}


def text_of(pdf):
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def printed(client, person, **changes):
    return client.post(reverse("registry:print_extract", args=[person.pk]), ASKED | changes)


@pytest.mark.parametrize(("language", "title"), [("id", "Kutipan data warga"), ("en", "Extract of personal data")])
def test_prints_in_the_language_of_the_paper(sign_in, aminah, language, title):  # noqa: F811
    answer = printed(sign_in("yuni"), aminah, language=language)
    assert answer.headers["Content-Type"] == "application/pdf"
    text = text_of(answer.content)
    assert title in text
    assert "Aminah Sobari" in text
    assert NUMBER in text


def test_is_recorded_with_the_paper(sign_in, aminah, cast):  # noqa: F811
    printed(sign_in("yuni"), aminah)
    with acting_as(cast.sari.pk):
        acts = set(AuditEvent.objects.filter(subject=aminah.pk).values_list("act", flat=True))
    assert {"registry.extract_printed", "documents.paper_issued"} <= acts


def test_says_where_to_ask_whether_it_is_genuine(sign_in, aminah, settings):  # noqa: F811
    settings.PUBLIC_ADDRESS, settings.TLS = "simpul.bandungkab.example", True
    text = text_of(printed(sign_in("yuni"), aminah).content)
    assert "https://simpul.bandungkab.example/documents/verify/" in "".join(text.split())
    assert sign_in("yuni").get("/documents/verify/").status_code == 200


def test_papers_of_an_office_are_numbered_one_after_the_other(sign_in, aminah, cast):  # noqa: F811
    client = sign_in("yuni")
    texts = [text_of(printed(client, aminah).content) for _ in range(2)]
    code = cast.office.code.upper()
    assert [f"{number}/{code}/" in text for text, number in zip(texts, ("0001", "0002"), strict=True)] == [True, True]


def test_a_demo_marks_every_page_and_a_real_office_none(sign_in, aminah, settings):  # noqa: F811
    for demo, marked in ((True, True), (False, False)):
        settings.DEMO = demo
        text = text_of(printed(sign_in("yuni"), aminah).content)
        assert ("CONTOH" in "".join(text.split())) is marked


def test_who_signs_is_the_head_or_a_line_to_write_on(sign_in, aminah, cast):  # noqa: F811
    client = sign_in("yuni")
    assert f"Kepala {cast.office.name}" in text_of(printed(client, aminah).content)
    Office.objects.filter(pk=cast.office.pk).update(
        head_name="Bambang Wiryawan", head_title="Kepala Dinas", head_number="1970", town="Soreang"
    )
    text = text_of(printed(client, aminah).content)
    assert all(words in text for words in ("Soreang, ", "Kepala Dinas", "Bambang Wiryawan", "NIP 1970"))


def test_says_what_the_page_says_of_a_missing_number(sign_in, aminah, cast):  # noqa: F811
    with acting_as(cast.yuni.pk):
        changes = {"national_number": None, "national_number_index": None, "number_state": "none_yet"}
        assert Person.objects.filter(pk=aminah.pk).update(**changes) == 1
    text = text_of(printed(sign_in("yuni"), aminah).content)
    assert "Belum punya NIK" in text
    assert "Tempat, tanggal lahir" not in text
    assert "No. KK" not in text


def test_does_not_print_what_is_not_safe_to_take_home(sign_in, aminah):  # noqa: F811
    answer = printed(sign_in("yuni"), aminah, safe_to_take_home="no")
    assert "application/pdf" not in answer.headers["Content-Type"]
    assert "Tidak dicetak" in answer.content.decode()


def test_is_hidden_from_another_office_and_refused_without_permission(sign_in, aminah):  # noqa: F811
    assert printed(sign_in("wati"), aminah).status_code == 404
    assert printed(sign_in("sari"), aminah).status_code == 403


def test_a_sign_that_no_font_draws_is_a_question_mark_and_no_fault(sign_in, cast):
    person = make.person(cast.yuni, cast.office, "Siti Zúñiga 李 🙂")
    answer = printed(sign_in("yuni"), person, note="Sekolah \U00107c04")
    assert answer.status_code == 200
    assert "Siti Zúñiga ? ?" in text_of(answer.content)

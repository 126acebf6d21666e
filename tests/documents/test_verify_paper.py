"""Papers: kept as they were printed, and provable by anybody who holds one, without a word about the person."""

import json
from datetime import UTC, datetime

import pypdfium2
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from simpul.database.context import acting_as
from simpul.documents import engine, rules
from simpul.documents.queries import genuine_paper
from simpul.documents.services import issue_paper, withdraw_paper
from simpul.files.queries import content_of
from tests.factories import registry as make

SAMPLE = "documents/papers/sample.typ"


@pytest.fixture
def printed(cast):
    subject = make.person(cast.yuni, cast.office)
    with acting_as(cast.yuni.pk):
        return issue_paper(
            kind="person_extract",
            template=SAMPLE,
            data={"title": "Kutipan", "body": "Aminah binti Sobari"},
            office=cast.office,
            subject_kind="person",
            subject=subject.pk,
            language="id",
            by=cast.yuni,
        )


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def code_of(pdf):
    return rules.read_code(next(line for line in text_of(pdf).splitlines() if rules.read_code(line)))


def test_paper_is_kept_as_printed(printed, cast):
    paper, pdf = printed
    with acting_as(cast.yuni.pk):
        assert content_of(paper.file) == pdf
    assert "Aminah binti Sobari" in text_of(pdf)


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("f4", (215, 330))])
def test_paper_has_its_size(paper, size):
    pdf = engine.typeset(SAMPLE, {**frame(), "paper": paper}, at=datetime(2026, 11, 24, tzinfo=UTC))
    width, height = pypdfium2.PdfDocument(pdf)[0].get_size()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == size


def test_same_data_and_moment_give_the_same_bytes():
    at = datetime(2026, 11, 24, tzinfo=UTC)
    assert engine.typeset(SAMPLE, frame(), at=at) == engine.typeset(SAMPLE, frame(), at=at)


def test_anybody_may_ask_and_learns_nothing_about_the_person(printed, client):
    answer = client.get(reverse("documents:verify_paper", args=[code_of(printed[1])]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Dokumen asli" in page
    assert "Aminah" not in page
    assert str(printed[0].subject) not in page


def test_unknown_and_withdrawn_papers_say_so(printed, client, cast):
    assert client.get(reverse("documents:verify_paper", args=["ABCDE-FGHJK-MNPQR-STUVW"])).status_code == 404
    with acting_as(cast.rina.pk):
        withdraw_paper(paper=printed[0], by=cast.rina)
    page = client.get(reverse("documents:verify_paper", args=[code_of(printed[1])])).content.decode()
    assert "Tidak berlaku lagi" in page


def test_code_is_not_in_the_database(printed):
    from django.db import connection

    code = code_of(printed[1])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_genuine_paper(%s)", [code.encode()])
        assert cursor.fetchone() == (0,)
    assert genuine_paper(code) is not None


def test_printing_again_gives_the_same_bytes_and_is_recorded(printed, sign_in, cast):
    from simpul.audit.models import AuditEvent

    answer = sign_in("yuni").post(reverse("documents:print_paper", args=[printed[0].pk]), {"reason": "lost"})
    assert answer.content == printed[1]
    with acting_as(cast.sari.pk):
        acts = list(AuditEvent.objects.filter(subject=printed[0].subject).order_by("id").values_list("act", flat=True))[
            1:
        ]
    assert acts == ["documents.paper_issued", "documents.paper_printed"]


def test_other_office_cannot_print_it(printed, sign_in):
    assert sign_in("wati").get(reverse("documents:print_paper", args=[printed[0].pk])).status_code == 404


def frame():
    words = dict.fromkeys(("logo", "page", "number", "genuine", "not_a_signature", "qr_alt", "footer"), "kata")
    return {
        "language": "id",
        "paper": "f4",
        "letterhead": ["Pemerintah", "Dinas Sosial", "Alamat"],
        "logo": None,
        "number": "0001/DINSOS/2026",
        "watermark": None,
        "code": "ABCDE-FGHJK-MNPQR-STUVW",
        "qr": engine.qr("http://localhost/"),
        "words": words,
        "title": "Kutipan",
        "body": json.dumps("isi"),
    }


@given(st.text(max_size=60))
def test_reading_a_code_never_fails(text):
    read = rules.read_code(text)
    assert read is None or rules.read_code(read) == read


def test_codes_are_fresh_and_readable():
    codes = {rules.new_code() for _ in range(1000)}
    assert len(codes) == 1000
    assert all(rules.read_code(code.lower().replace("-", " ")) == code for code in codes)

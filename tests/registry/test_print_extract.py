"""print_extract: the paper shows this person's own facts, is recorded, and never leaves where it endangers somebody."""

import pypdfium2
import pytest
from django.urls import reverse

from simpul.audit.models import AuditEvent
from simpul.database.context import acting_as
from tests.desk.test_home import NUMBER, aminah, today  # noqa: F401 - fixtures

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


def test_does_not_print_what_is_not_safe_to_take_home(sign_in, aminah):  # noqa: F811
    answer = printed(sign_in("yuni"), aminah, safe_to_take_home="no")
    assert "application/pdf" not in answer.headers["Content-Type"]
    assert "Tidak dicetak" in answer.content.decode()


def test_is_hidden_from_another_office_and_refused_without_permission(sign_in, aminah):  # noqa: F811
    assert printed(sign_in("wati"), aminah).status_code == 404
    assert printed(sign_in("sari"), aminah).status_code == 403

"""set_theme and set_shortcuts: a choice for this browser, kept in a cookie; my_account and answer_code_card open."""

from django.urls import reverse


def test_set_theme_keeps_the_choice(sign_in):
    client = sign_in("yuni")
    client.post(reverse("ui:set_theme"), {"theme": "dark", "next": "/"})
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()


def test_set_theme_refuses_what_is_none(sign_in):
    client = sign_in("yuni")
    client.post(reverse("ui:set_theme"), {"theme": "<script>", "next": "https://elsewhere.example/"})
    assert "<script>" not in client.get("/").content.decode().split("</head>")[0]


def test_set_shortcuts_keeps_the_choice(sign_in):
    client = sign_in("yuni")
    client.post(reverse("ui:set_shortcuts"), {"shortcuts": "off", "next": "/"})
    assert 'data-shortcuts="off"' in client.get("/").content.decode()


def test_my_account_opens_for_its_owner(sign_in):
    assert "Yuni Astuti" in sign_in("yuni").get(reverse("accounts:my_account")).content.decode()


def test_answer_code_card_needs_a_first_step(client, db):
    assert client.get(reverse("accounts:answer_code_card")).status_code in {302, 403}

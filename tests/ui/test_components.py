"""Every component is well-formed, labelled, and carries nothing inline."""

import pytest

from tests.ui.rendering import FILLED, Outline, PersonForm, draw_text, gallery, request

pytestmark = pytest.mark.usefixtures("plain_static")


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return gallery()


def test_every_component_is_well_formed(drawn):
    assert {name: Outline(html).faults for name, html in drawn.items()} == {name: [] for name in drawn}


def test_an_unclosed_element_would_be_noticed():
    assert Outline("<div><p>a</div>").faults
    assert Outline('<p id="a" id="b">').faults


def test_nothing_is_inline(drawn):
    for name, html in drawn.items():
        for tag, attrs in Outline(html).elements:
            assert tag != "style", name
            assert "style" not in attrs, (name, tag, attrs)
            assert not [key for key in attrs if key.startswith("on")], (name, tag, attrs)
            assert tag != "script" or "src" in attrs, name


def test_nothing_comes_from_outside(drawn):
    for name, html in drawn.items():
        for tag, attrs in Outline(html).elements:
            for key in ("src", "href", "action"):
                assert not attrs.get(key, "").startswith(("http:", "https:", "//", "javascript:")), (name, tag, attrs)


def test_every_input_has_a_label_and_every_id_is_used_once(drawn):
    for name, html in drawn.items():
        outline = Outline(html)
        ids = [attrs["id"] for _, attrs in outline.elements if "id" in attrs]
        assert len(ids) == len(set(ids)), name
        labelled = {attrs.get("for") for attrs in outline.all("label")}
        for tag in ("input", "select", "textarea"):
            for attrs in outline.all(tag):
                hidden = attrs.get("type") == "hidden" or attrs.get("aria-hidden") == "true"
                assert hidden or attrs.get("id") in labelled or attrs.get("aria-label"), (name, attrs)
        for _, attrs in outline.elements:
            if attrs.get("type") == "hidden":
                continue
            for key in ("aria-describedby", "aria-labelledby"):
                assert set(attrs.get(key, "").split()) <= set(ids), (name, attrs)
            if attrs.get("href", "").startswith("#") and len(attrs["href"]) > 1:
                assert attrs["href"][1:] in ids, (name, attrs)


def test_a_wrong_field_says_so_beside_itself_and_in_the_summary():
    html = draw_text("{% form_errors form %}{% field form.name %}{% field form.sex %}", form=PersonForm({}))
    outline = Outline(html)
    assert [link["href"] for link in outline.all("a")] == [
        "#id_name", "#id_born_on", "#id_sex_0", "#id_village", "#id_agrees",
    ]  # fmt: skip
    name = next(attrs for attrs in outline.all("input") if attrs["id"] == "id_name")
    assert name["aria-invalid"] == "true"
    assert name["aria-describedby"] == "id_name_helptext id_name_error"
    assert "is-invalid" in name["class"]
    assert "Nama seperti di kartu: Isi dahulu." in html
    assert "autofocus" in next(attrs for attrs in outline.all("div") if "error-summary" in attrs.get("class", ""))


def test_a_group_is_a_fieldset_with_its_legend():
    outline = Outline(draw_text("{% field form.sex %}", form=PersonForm(initial={"sex": "P"})))
    assert len(outline.all("fieldset")) == len(outline.all("legend")) == 1
    assert [("checked" in attrs, attrs["value"]) for attrs in outline.all("input")] == [(False, "L"), (True, "P")]


def test_what_someone_typed_is_never_markup(drawn):
    assert "<b>binti</b>" not in drawn["stale"]
    assert "&lt;b&gt;binti&lt;/b&gt;" in drawn["stale"]


def test_a_stale_form_carries_everything_typed_and_the_new_version(drawn):
    sent = {
        attrs["name"]: attrs.get("value", "")
        for attrs in Outline(drawn["stale"]).all("input")
        if attrs.get("type") == "hidden"
    }
    assert sent["name"] == FILLED["name"]
    assert sent["name-saved"] == "Aminah Sobari"
    assert sent["note"] == "Dua anak"
    assert sent["village"] == "1"
    assert sent["version"].startswith("4:")


def test_the_page_that_sends_again_keeps_every_character(drawn):
    html = drawn["error, to send again"]
    assert '<textarea class="d-none" name="a" aria-hidden="true" tabindex="-1">\n&quot;\n&lt;x&gt;</textarea>' in html


@pytest.mark.parametrize(
    ("cookie", "theme"), [("dark", "dark"), ("light", "light"), ('"><script>', "auto"), ("", "auto")]
)
def test_the_theme_is_drawn_by_the_server(cookie, theme):
    html = draw_text('{% include "ui/page.html" %}', request(**{"simpul-theme": cookie}))
    assert f'data-bs-theme="{theme}"' in html


def test_a_phone_shows_at_most_five_entries_and_the_rest_in_a_sheet(drawn):
    foot = drawn["parts"].split('<nav class="foot"')[1].split("</nav>")[0]
    direct, sheet = foot.split("<details")
    assert len(Outline(direct.split(">", 1)[1]).all("a")) == 4
    assert len(Outline("<details" + sheet).all("a")) == 2


def test_the_demo_says_so(drawn):
    assert "jangan masukkan data orang sungguhan" in drawn["plain"]
    assert "Faktor kedua saat masuk dimatikan" in drawn["parts"]
    assert "Jangan masukkan data" not in drawn["error, plain"]

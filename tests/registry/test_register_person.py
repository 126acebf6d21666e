"""Registering somebody: it does, it refuses, it hides, it is recorded, and twice is once."""


from tests.factories import registry as make

URL = "/registry/people/register/"


def test_pages_open(cast, sign_in):
    person = make.person(cast.yuni, cast.office, national_number=make.NIK, family=True)
    client = sign_in("yuni")
    for url in (
        "/registry/people/",
        URL,
        f"/registry/people/{person.pk}/",
        f"/registry/people/{person.pk}/correct/",
        f"/registry/people/{person.pk}/record-death/",
        f"/registry/people/{person.pk}/add-alias/",
        f"/registry/people/{person.pk}/add-contact/",
    ):
        r = client.get(url)
        assert r.status_code == 200, (url, r.content[:2000])

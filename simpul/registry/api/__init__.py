"""The API of the registry: the acts and reads of its pages, with the same access."""

from ninja import Router

from simpul.registry.api import families, family_acts, people, person_acts, relations

router = Router()
router.add_router("/families/", families.router, tags=["families"])
router.add_router("/families/", family_acts.router, tags=["families"])
router.add_router("/people/", people.router, tags=["people"])
router.add_router("/people/", person_acts.router, tags=["people"])
router.add_router("/relations/", relations.router, tags=["relations"])

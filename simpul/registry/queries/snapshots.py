"""Snapshots that were taken, and which stand-in an id has in one of them."""

import hmac
from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from simpul.accounts.models import User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.database.keys import ring
from simpul.registry.engine.pseudonyms import Pseudonyms
from simpul.registry.models import Snapshot

PSEUDONYMS = "registry.snapshot.pseudonym"  # the column whose key makes them


def snapshots_visible_to(viewer: User) -> QuerySet[Snapshot]:
    """Those of offices and areas within the viewer's reach, the latest first."""
    return Snapshot.objects.filter(access.reach(viewer, Permission.VIEW_PERSON).filter()).order_by("-taken_at")


def pseudonyms_in(snapshot: Snapshot, ids: Iterable[UUID]) -> dict[UUID, str]:
    """The stand-in of each of these people or families in this snapshot, for whoever acts on what came of it."""
    stand_ins = pseudonyms(snapshot.office_id, snapshot.retention, key_id=snapshot.pseudonym_key)[1]
    return {id: stand_ins.of(id) for id in ids}


def pseudonyms(office: UUID, retention: str, *, key_id: int | None = None) -> tuple[int, Pseudonyms]:
    """The stand-ins of one office and class of retention, and the number of their key.

    Within a class they are lasting, so the same data give the same bytes; files of two classes or offices cannot be
    joined with each other.
    """
    known = ring().index_keys(PSEUDONYMS)
    number, key = next((one for one in known if one[0] == key_id), known[0]) if key_id else known[0]
    return number, Pseudonyms(hmac.digest(key, office.bytes + retention.encode(), "sha256"))

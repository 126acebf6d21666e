"""Acts on rights: the rows the policy reads, and the record of what was refused."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from simpul.accounts.models import Grant, RolePermission, User
from simpul.accounts.queries import access
from simpul.accounts.rules.permissions import Permission
from simpul.accounts.rules.roles import ROLES
from simpul.audit.services import record


@transaction.atomic
def load_role_permissions() -> None:
    """Copy the roles of `rules/roles.py` to the table that row security reads; run by the owner at every upgrade."""
    wanted = {(role.code, str(permission)) for role in ROLES.values() for permission in role.permissions}
    held = {(row.role, row.permission): row for row in RolePermission.objects.all()}
    RolePermission.objects.filter(pk__in=[row.pk for key, row in held.items() if key not in wanted]).delete()
    RolePermission.objects.bulk_create(RolePermission(role=r, permission=p) for r, p in sorted(wanted - held.keys()))


@transaction.atomic
def give_grant(
    *,
    user: User,
    kind: str,
    subject: UUID,
    effect: str,
    relation: str,
    reason: str = "",
    until: datetime | None = None,
    by: User | None,
) -> Grant:
    """Allow, or deny, one user one object; in force from the next statement on."""
    grant = Grant.objects.create(
        user=user,
        kind=kind,
        object=subject,
        effect=effect,
        relation=relation,
        reason=reason,
        until=until,
        granted_by=by.pk if by else None,
    )
    access.forget_grants(user)
    record(
        "accounts.grant_given",
        by=by,
        subject=subject,
        subject_kind=kind,
        office=next(iter(access.offices_of(user)), None),
        user=str(user.pk),
        effect=effect,
        relation=relation,
    )
    return grant


@transaction.atomic
def withdraw_grant(*, grant: Grant, by: User) -> None:
    """Take a grant back; the next statement already no longer sees it."""
    record(
        "accounts.grant_withdrawn",
        by=by,
        subject=grant.object,
        subject_kind=grant.kind,
        office=next(iter(access.offices_of(grant.user)), None),
        user=str(grant.user_id),
        effect=grant.effect,
        relation=grant.relation,
    )
    grant.delete()
    access.forget_grants(grant.user)


def audit_denial(*, by: User, permissions: Iterable[Permission], view: str) -> None:
    """Record that somebody was turned away from a page that is not for their roles."""
    record(
        "accounts.access_denied",
        by=by,
        subject=by.pk,
        subject_kind="user",
        office=next(iter(access.offices_of(by)), None),
        permissions=[str(permission) for permission in permissions],
        view=view,
    )

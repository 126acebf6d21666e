"""Accounts, the roles they hold where and when, and grants on single objects."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from simpul.accounts.rules.code_cards import COUNT
from simpul.accounts.rules.roles import ROLES
from simpul.directory.models import Area, Office
from simpul.kit.ids import new_id


class UserManager(BaseUserManager["User"]):
    """Finds a user by the name they sign in with."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with this name, whatever the case it was typed in."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in. One account is one person; it is closed, never deleted or passed on."""

    class Language(models.TextChoices):
        """The languages the program speaks."""

        ID = "id", "Bahasa Indonesia"
        EN = "en", "English"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ID)
    # The office that opened the account and looks after it; null for the program's own.
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    # Somebody else chose the password: it must be changed at the next sign-in, and is worth nothing after this moment.
    one_time_until = models.DateTimeField(null=True)
    one_time_by = models.UUIDField(null=True)  # who reset a forgotten password to a one-time one
    is_device_lost = models.BooleanField(default=False)  # so they said; it counts when somebody else confirms it
    is_active = models.BooleanField(default=True)
    is_system = models.BooleanField(default=False)  # the program itself, acting by the clock; cannot sign in
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(models.functions.Lower("username"), name="user_username_any_case"),
            models.CheckConstraint(
                condition=Q(is_active=True) | Q(closed_at__isnull=False), name="user_closed_has_date"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Nobody: there is no admin site. The framework asks."""
        return False


class Assignment(models.Model):
    """A role somebody holds at an office, perhaps only for an area, from a day until a day (inclusive)."""

    class Acting(models.TextChoices):
        """How a substitute holds the role: Plt. for a vacant post, Plh. while the holder is away."""

        NO = "", "–"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40, choices=[(code, role.name) for code, role in ROLES.items()])
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_column="area_code"
    )
    acting = models.CharField(max_length=3, choices=Acting.choices, blank=True, default=Acting.NO)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    assigned_at = models.DateTimeField(auto_now_add=True)
    assigned_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="assignment_days"
            ),
            models.CheckConstraint(condition=Q(acting="") | Q(until_on__isnull=False), name="assignment_acting_ends"),
            models.CheckConstraint(
                condition=Q(assigned_by__isnull=True) | ~Q(assigned_by=F("user_id")), name="assignment_not_by_oneself"
            ),
        ]
        indexes = [models.Index(fields=["user"], name="assignment_user")]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"


class Grant(models.Model):
    """A right on one object, or its denial, for one user; a denial wins over every role and every other grant."""

    class Effect(models.TextChoices):
        """What the grant does."""

        ALLOW = "allow", "allow"
        DENY = "deny", "deny"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=40)  # what the object is: person, family, …
    object = models.UUIDField()
    effect = models.CharField(max_length=5, choices=Effect.choices)
    relation = models.CharField(max_length=40)  # why such a grant exists: team, referral, own_family, …
    reason = models.TextField(blank=True, default="")
    until = models.DateTimeField(null=True, blank=True)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "kind", "effect"], name="grant_user_kind_effect"),
            models.Index(fields=["object"], name="grant_object"),
        ]

    def __str__(self) -> str:
        return f"{self.effect} {self.kind} {self.object}"


class RolePermission(models.Model):
    """The rules of `rules/roles.py` as rows, so that row security in the database can ask them too."""

    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "permission"], name="role_permission_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.permission}"


class CodeCard(models.Model):
    """A printed card of numbered codes: the second factor of a village account without a device of its own.

    Of the codes only keyed hashes are kept, one after the other; the key stands in the key ring, not in the database.
    """

    HASH_BYTES = 32

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="code_cards")
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.UUIDField()
    codes = models.BinaryField()
    used = models.BigIntegerField(default=0)  # one bit a code
    asked = models.SmallIntegerField(null=True)  # the number asked for until it is answered, so that nobody may choose
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(revoked_at=None), name="code_card_one_in_force"),
            models.CheckConstraint(condition=Q(used__gte=0, used__lt=1 << COUNT), name="code_card_used"),
            models.CheckConstraint(condition=~Q(issued_by=F("user_id")), name="code_card_not_by_oneself"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Throttle(models.Model):
    """How far somebody's tries are paid for; see `rules/throttle.py`. The key is a keyed hash: no name, no address."""

    key = models.BinaryField(primary_key=True)
    due = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return bytes(self.key).hex()[:12]

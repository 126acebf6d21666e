"""A person, their other names, and how they may be reached."""

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Collate, Upper
from django.utils.translation import gettext_lazy as _

from simpul.database.encryption import BlindIndexField, EncryptedTextField
from simpul.directory.models import Area, Office
from simpul.kit import birth_dates
from simpul.kit.birth_dates import BirthDate
from simpul.kit.ids import new_id
from simpul.registry.models.withdrawal import Withdrawable


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Person(Withdrawable):
    """Somebody the office knows. The uuid is the key; a national number is a fact, and may be missing or doubled."""

    class Sex(models.TextChoices):
        """As on the card: L and P are the letters Indonesian papers use."""

        MALE = "L", _("Laki-laki")
        FEMALE = "P", _("Perempuan")

    class Precision(models.TextChoices):
        """How much of a date is known."""

        DAY = "day", "day"
        MONTH = "month", "month"
        YEAR = "year", "year"

    class NumberState(models.TextChoices):
        """What is known about the national number. Having none is a state that opens a task, never a refusal."""

        KNOWN = "known", _("Ada")
        NONE_YET = "none_yet", _("Belum punya NIK")
        NOT_SHOWN = "not_shown", _("Tidak dibawa atau belum ditanyakan")

    class ChangeReason(models.TextChoices):
        """What made a version: what a correction rests on, or another act. It is true of that version only."""

        TYPING = "typing", _("Salah ketik")
        DOCUMENT = "document", _("Dokumen baru")
        REPORT = "report", _("Laporan warga")
        MOVED = "moved", _("Pindah bersama keluarga")
        MERGED = "merged", _("Digabung ke catatan lain")
        UNMERGED = "unmerged", _("Dipisahkan lagi dari catatan lain")
        LIST = "list", _("Dilengkapi dari daftar")
        MISTAKE = "mistake", _("Pendaftaran dibatalkan")

    CORRECTION_REASONS = (ChangeReason.TYPING, ChangeReason.DOCUMENT, ChangeReason.REPORT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+", db_column="area_code")
    name = models.CharField(max_length=200)  # one field, as on the card: most Indonesians have no family name
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True, default="")
    birth_place = models.CharField(max_length=100, blank=True, default="")
    birth_date = models.DateField(null=True)
    birth_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    died_on = models.DateField(null=True)
    died_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY)
    national_number = EncryptedTextField(column="registry.person.national_number", subject="id", null=True)
    national_number_index = BlindIndexField(
        column="registry.person.national_number", source="national_number", null=True
    )
    number_state = models.CharField(max_length=9, choices=NumberState.choices, default=NumberState.NOT_SHOWN)
    address = EncryptedTextField(column="registry.person.address", subject="id", null=True)
    rt = models.CharField(max_length=3, blank=True, default="")
    rw = models.CharField(max_length=3, blank=True, default="")
    address_is_protected = models.BooleanField(default=False)  # shown and printed as the office's
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    change_reason = models.CharField(max_length=8, choices=ChangeReason.choices, blank=True, default="")
    change_note = EncryptedTextField(column="registry.person.change_note", subject="id", null=True)
    registration_digest = models.BinaryField(null=True)  # keyed: tells the same form sent twice from another one
    registered_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.UUIDField()
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.UUIDField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            *Withdrawable.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="person_has_name"),
            models.CheckConstraint(condition=Q(sex__in=["", "L", "P"]), name="person_sex"),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True)
                | Q(birth_date__isnull=True)
                | Q(died_on__gte=F("birth_date"))
                | ~Q(birth_precision="day")
                | ~Q(died_precision="day"),
                name="person_dies_after_birth",
            ),
            models.CheckConstraint(
                condition=Q(number_state="known", national_number__isnull=False)
                | (~Q(number_state="known") & Q(national_number__isnull=True)),
                name="person_number_matches_state",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="person_not_merged_into_itself"),
        ]
        indexes = [
            models.Index(fields=["office", "area"], name="person_office_area"),
            models.Index(fields=["national_number_index"], name="person_number_index"),
            models.Index(Collate(Upper("name"), "C"), F("id"), name="person_in_order"),  # a list begins to be read here
            models.Index(fields=["id"], condition=Q(address_is_protected=True), name="person_protected"),
        ]

    def __str__(self) -> str:
        return str(self.id)  # never a name: this text ends up in logs

    @property
    def birth(self) -> BirthDate | None:
        """The birth date as far as it is known."""
        return BirthDate(self.birth_date, birth_dates.Precision(self.birth_precision)) if self.birth_date else None

    @property
    def death(self) -> BirthDate | None:
        """The day, month or year of death; None for the living."""
        return BirthDate(self.died_on, birth_dates.Precision(self.died_precision)) if self.died_on else None


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Alias(models.Model):
    """Another name somebody goes by, or went by."""

    class Kind(models.TextChoices):
        """Where the name comes from."""

        CALLED = "called", _("Nama panggilan")
        FORMER = "former", _("Nama lama atau ejaan lain")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="aliases")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.CALLED)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], condition=Q(ended_at__isnull=True), name="alias_once")
        ]

    def __str__(self) -> str:
        return str(self.id)


class NameWord(models.Model):
    """One word of one of somebody's names, normalised: what searching by name looks through.

    Words are compared by equality and by range only: these operators are leakproof, so the index serves under row
    security, where LIKE would not. Where the person is, the database itself writes beside each word. `sound` is the
    word's fold (`simpul.kit.sounds`), by which other spellings and slips of the fingers are found.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_words", db_index=False)
    word = models.CharField(max_length=60, db_collation="C")
    sound = models.CharField(max_length=60, db_collation="C")
    office_id = models.UUIDField(editable=False)
    area_code = models.CharField(max_length=13, null=True, db_collation="C", editable=False)

    class Meta:
        # What the policy asks stands in the index too: of a common word nobody's row is read to know whose it is.
        constraints = [
            models.UniqueConstraint(
                fields=["word", "person"], include=["office_id", "area_code"], name="name_word_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "word"], name="name_word_of_person"),
            models.Index(fields=["sound", "person"], include=["office_id", "area_code"], name="name_word_by_sound"),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Contact(models.Model):
    """A way to reach somebody, and whether it is safe to use."""

    class Kind(models.TextChoices):
        """What the contact is."""

        OWN_PHONE = "own_phone", _("HP sendiri")
        VIA_OTHER = "via_other", _("Lewat orang lain")

    class Safety(models.TextChoices):
        """The answer to “Aman dihubungi?”; nothing is sent where it is not safe."""

        SAFE = "safe", _("Aman dihubungi")
        CAREFUL = "careful", _("Hanya pada waktu atau cara tertentu")
        UNSAFE = "unsafe", _("Jangan dihubungi")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OWN_PHONE)
    number = EncryptedTextField(column="registry.contact.number", subject="person_id")
    number_index = BlindIndexField(column="registry.contact.number", source="number", null=True)
    safety = models.CharField(max_length=8, choices=Safety.choices, default=Safety.SAFE)
    rule = EncryptedTextField(
        column="registry.contact.rule", subject="person_id", null=True
    )  # "not before five", "ask for Siti"
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["number_index"], name="contact_number_index")]

    def __str__(self) -> str:
        return str(self.id)

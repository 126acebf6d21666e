"""A list that arrived, and what was chosen for lists of its kind."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from simpul.database.encryption import EncryptedTextField
from simpul.directory.models import Area, Office
from simpul.files.models import Attachment
from simpul.kit.ids import new_id


class IncomingList(models.Model):
    """A list from somebody else: the file as it came, how its columns are read, and how many of its rows stand where."""

    class State(models.TextChoices):
        """What is being done with the list as a whole."""

        TYPING = "typing", _("sedang diketik")
        READING = "reading", _("sedang dibaca")
        CHECKED = "checked", _("menunggu pemeriksaan")
        REFUSED = "refused", _("tidak terbaca")
        SAME = "same", _("sudah pernah masuk")
        APPLYING = "applying", _("sedang diterapkan")
        APPLIED = "applied", _("diterapkan")
        UNDOING = "undoing", _("sedang dibatalkan")
        UNDONE = "undone", _("dibatalkan")
        DROPPED = "dropped", _("tidak dipakai")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+", db_column="area_code")
    name = models.CharField(max_length=200)  # of the file, or what somebody called it
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    picture = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")  # typed from it
    is_compared_only = models.BooleanField(default=False)  # asks who is known, and changes nobody
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    state_before = models.CharField(
        max_length=8, blank=True, default="", db_default=""
    )  # it was dropped: where it goes back to
    refusal = models.JSONField(null=True)  # why it could not be read: a code and numbers
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    sort = models.CharField(max_length=8, blank=True, default="")
    sheets = models.JSONField(default=list)  # name and number of rows of each
    sheet = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)  # names of the columns, the first and the last row of them
    columns = models.JSONField(default=dict)  # field: place of the column
    because = models.JSONField(default=dict)  # field: header, content, remembered or chosen; what was typed
    village = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="+")  # of rows that name none
    counts = models.JSONField(default=dict)  # rows by outcome
    left_out = models.JSONField(default=dict)  # rows that speak of nobody, by reason
    sample = EncryptedTextField(
        column="lists.incominglist.sample", subject="id", null=True
    )  # the first rows, to look at; of a list that is being typed, all that was typed so far
    content_digest = models.BinaryField(null=True)  # keyed: the same rows in whatever order and file
    job = models.UUIDField(null=True)  # the latest work on it
    received_at = models.DateTimeField(auto_now_add=True)
    received_by = models.UUIDField()
    applied_at = models.DateTimeField(null=True)
    applied_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="list_has_name")]
        indexes = [
            models.Index(fields=["office", "-received_at"], name="list_of_office"),
            models.Index(fields=["content_digest"], name="list_content"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_busy(self) -> bool:
        """Whether somebody's work on it goes on in the background."""
        return self.state in (self.State.READING, self.State.APPLYING, self.State.UNDOING)


class ListSource(models.Model):
    """How an office reads lists with these headers: chosen once, proposed for the next one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    signature = models.CharField(max_length=64)  # of the headers: no value of a person
    columns = models.JSONField()
    chosen_at = models.DateTimeField()
    chosen_by = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "signature"], name="list_source_once")]

    def __str__(self) -> str:
        return self.signature

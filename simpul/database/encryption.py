"""Encrypted columns: text that the database keeps sealed and the program reads as text; and columns to find it by."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import UUID

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import signals
from django.db.models.lookups import In
from django.db.models.query_utils import DeferredAttribute

from simpul.database.sealing import DecryptionFailed, blind_index, blind_indexes, is_newest, seal, unseal

__all__ = [
    "BlindIndexField",
    "DecryptionFailed",
    "EncryptedTextField",
    "blind_index",
    "blind_indexes",
    "seal",
    "unseal",
]

if TYPE_CHECKING:
    _Binary = models.BinaryField[Any, Any]
else:
    _Binary = models.BinaryField


# Questions about the bytes as stored. History's triggers ask `df` and `ndf`: is it another value than before?
STORED_AS_IT_IS = {"isnull", "df", "ndf"}


class UnsealedText(str):
    """Text read from a sealed value that it remembers, so that handing it on unchanged does not seal it anew."""

    __slots__ = ("sealed",)
    sealed: bytes

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


class SealedAttribute(DeferredAttribute):
    """The field on an instance. Kept there: bytes as stored (opened when read), or text that waits to be saved."""

    field: "EncryptedTextField"

    def __get__(self, instance: models.Model | None, cls: type[models.Model] | None = None) -> Any:
        kept = super().__get__(instance, cls)
        if instance is None or not isinstance(kept, bytes):
            return kept
        text = UnsealedText(unseal(self.field.key_column, self.field.subject_of(instance), kept))
        text.sealed = kept
        return text

    def __set__(self, instance: models.Model, value: object) -> None:
        if isinstance(value, memoryview):
            value = value.tobytes()
        if value is not None and not isinstance(value, (str, bytes)):
            raise TypeError(f"{self.field} takes text or None, not {type(value).__name__}.")
        kept = instance.__dict__.get(self.field.attname)
        if isinstance(value, UnsealedText) and self._opens(instance, value.sealed) == value:
            value = value.sealed
        elif isinstance(value, str) and isinstance(kept, bytes) and self._opens(instance, kept) == value:
            value = kept
        instance.__dict__[self.field.attname] = value

    def _opens(self, instance: models.Model, sealed: bytes) -> str | None:
        # While an instance is being built its subject may not be known yet; the text then waits for pre_save.
        try:
            return unseal(self.field.key_column, self.field.subject_of(instance), sealed)
        except (DecryptionFailed, SubjectUnknown):
            return None


class SubjectUnknown(ValueError):
    """A value cannot be sealed or opened before the instance says of whom it speaks."""


class EncryptedTextField(_Binary):
    """Text about a subject, sealed at rest.

    `column` is the logical name the keys belong to, also where the value is staged or kept as history; `subject` is the
    attribute that holds the subject's uuid. In `values()` and raw SQL it is sealed bytes. It is not searchable: put a
    BlindIndexField beside it.
    """

    descriptor_class = SealedAttribute
    empty_strings_allowed = False
    empty_values = [None, ""]

    def __init__(self, *args: Any, column: str, subject: str, **options: Any) -> None:
        self.key_column, self.subject = column, subject
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "column": self.key_column, "subject": self.subject}

    def check(self, **options: Any) -> list[checks.CheckMessage]:
        if self._found_subject() is None:
            message = f"{self.model.__name__} has no column '{self.subject}' to say of whom '{self.name}' speaks."
            return [*super().check(**options), checks.Error(message, obj=self, id="database.E001")]
        return super().check(**options)

    def subject_attribute(self) -> str:
        """The attribute of this model that says of whom a value speaks."""
        if self._subject_attribute is None:
            self._subject_attribute = self._found_subject() or self.subject
        return self._subject_attribute

    _subject_attribute: str | None = None

    def _found_subject(self) -> str | None:
        """Where this model keeps the subject's uuid: a table of history names the tracked row by `pgh_obj`."""
        columns = {field.attname for field in self.model._meta.concrete_fields}
        if self.subject in columns:
            return self.subject
        tracked = getattr(self.model, "pgh_tracked_model", None)
        is_the_tracked_row = tracked is not None and tracked._meta.pk.attname == self.subject
        return "pgh_obj_id" if is_the_tracked_row and "pgh_obj_id" in columns else None

    def subject_of(self, instance: models.Model) -> UUID:
        subject = getattr(instance, self.subject_attribute(), None)
        if isinstance(subject, str):
            subject = UUID(subject)
        if not isinstance(subject, UUID):
            raise SubjectUnknown(f"{self}: '{self.subject_attribute()}' holds no uuid of the subject yet.")
        return subject

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        text = getattr(model_instance, self.attname)
        if text is None:
            return None
        if isinstance(text, UnsealedText):
            # By now the subject is known, and the value may be sealed for that very subject already.
            setattr(model_instance, self.attname, text)
        kept = model_instance.__dict__[self.attname]
        # What is kept has just opened for this subject; a value under an older key moves to the newest.
        if not isinstance(kept, bytes) or not is_newest(self.key_column, kept):
            kept = seal(self.key_column, self.subject_of(model_instance), text)
            model_instance.__dict__[self.attname] = kept
        return kept

    def to_python(self, value: Any) -> Any:
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        # Text comes here only where a constraint is checked before saving, and there all that counts is that it is one.
        return super().get_db_prep_value(b"" if isinstance(value, str) else value, connection, prepared)

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self}: save the instance, or pass seal(column, subject, text); text is never stored.")
        return super().get_db_prep_save(value, connection)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            self._refuse_lookup("comparison with text")
        return super().get_prep_value(value)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in STORED_AS_IT_IS:
            self._refuse_lookup(lookup_name)
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        self._refuse_lookup(lookup_name)

    def _refuse_lookup(self, asked: str) -> NoReturn:
        raise FieldError(f"{self} is encrypted and knows only 'isnull', not '{asked}'; filter by its blind index.")


class BlindIndexField(_Binary):
    """Finds an encrypted value by equality: filter(number_index__of="3204…").

    Worked out from the field `source` at every save. `canonical` turns a text into the form that is compared, or None
    for a text that is not to be found. Never unique: two people do share a number, and that is a finding.
    """

    empty_strings_allowed = False

    def __init__(
        self, *args: Any, column: str, source: str, canonical: Callable[[str], str | None] | None = None, **options: Any
    ) -> None:
        self.key_column, self.source, self.canonical = column, source, canonical
        super().__init__(*args, **options)

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        options |= {"column": self.key_column, "source": self.source}
        if self.canonical is not None:
            options["canonical"] = self.canonical
        return name, path, args, options

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            signals.pre_save.connect(self._refuse_to_lag, sender=cls)

    def _refuse_to_lag(self, instance: models.Model, update_fields: frozenset[str] | None, **_signal: object) -> None:
        if not update_fields or self.source not in update_fields or self.name in update_fields:
            return
        text, index = (instance.__dict__.get(name, b"not loaded") for name in (self.source, self.attname))
        # Bytes are the value as it was read: nothing that its index could miss.
        if isinstance(text, str) or (text is None and index is not None):
            raise ValueError(f"'{self.source}' would be saved without '{self.name}', which finds it.")

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        text = getattr(model_instance, self.source)
        index = self.index_of(text)
        setattr(model_instance, self.attname, index)
        return index

    def index_of(self, text: str | None) -> bytes | None:
        """What is stored for `text`: its blind index under the newest key."""
        compared = self._compared(text)
        return None if compared is None else blind_index(self.key_column, compared)

    def indexes_of(self, text: str | None) -> Sequence[bytes]:
        """What to look for: the blind indexes of `text` under every key in use."""
        compared = self._compared(text)
        return [] if compared is None else blind_indexes(self.key_column, compared)

    def _compared(self, text: str | None) -> str | None:
        if text is None or self.canonical is None:
            return text
        return self.canonical(text)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, str):
            raise TypeError(f"{self} holds keyed hashes: filter by {self.name}__of=text.")
        return super().get_prep_value(value)


@BlindIndexField.register_lookup
class IndexOf(In):
    """`field__of=text`: the rows whose source equals the text, whichever key their index was made with."""

    lookup_name = "of"

    def __init__(self, lhs: Any, rhs: Any) -> None:
        super().__init__(lhs, lhs.target.indexes_of(rhs))

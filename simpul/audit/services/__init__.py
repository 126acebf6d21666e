"""What the rest of the program asks of the audit: write down an act, and (the worker) seal what was written."""

from simpul.audit.services.events import Event, EventRefused, record, record_many
from simpul.audit.services.heads import Head, HeadCopyDiffers, copy_heads, copy_paths, head, public_keys
from simpul.audit.services.operations import Answer, OperationInFlight, OperationRefused, do_once
from simpul.audit.services.seals import SealRefused, run_sealer, seal_due

__all__ = [
    "Answer",
    "Event",
    "EventRefused",
    "Head",
    "HeadCopyDiffers",
    "OperationInFlight",
    "OperationRefused",
    "SealRefused",
    "copy_heads",
    "copy_paths",
    "do_once",
    "head",
    "public_keys",
    "record",
    "record_many",
    "run_sealer",
    "seal_due",
]

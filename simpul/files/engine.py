"""Encrypted files on disk: whole or absent, named by what they contain. And Pillow's adapter: pictures, drawn anew."""

import hashlib
import io
import os
import secrets
import warnings
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from PIL import Image, ImageOps, UnidentifiedImageError

from simpul.database.keys import ring
from simpul.kit.refusals import Refusal

COLUMN = "files.attachment.content"
VERSION = b"\x01"

PICTURES = ("PNG", "JPEG")
LARGEST_UPLOAD = 500_000  # bytes
MOST_PIXELS = 25_000_000  # a small file can hold a picture that fills the memory
LONGEST_SIDE = 640  # pixels: 20 mm on paper at 800 dots an inch


class FileDamaged(Exception):
    """What lies on disk is not what was stored."""


def write(folder: Path, attachment: UUID, content: bytes) -> str:
    """Encrypt and write, and answer the name once the file is safely on disk.

    The file is there before the row that names it is committed; a crash in between leaves a file nobody names.
    """
    key_id, key = ring().field_key(COLUMN)
    nonce = secrets.token_bytes(12)
    sealed = VERSION + key_id.to_bytes(2, "big") + nonce + AESGCM(key).encrypt(nonce, content, _bound(attachment))
    name = hashlib.sha256(sealed).hexdigest()
    path = _path(folder, name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_name(f".{name}.{os.getpid()}")
    with open(unfinished, "xb", opener=lambda place, flags: os.open(place, flags, 0o600)) as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    _flush(path.parent)
    return name


def read(folder: Path, attachment: UUID, name: str) -> bytes:
    """The content; raises `FileDamaged` when the file is missing, changed, or another attachment's."""
    try:
        sealed = _path(folder, name).read_bytes()
    except FileNotFoundError as missing:
        raise FileDamaged(name) from missing
    if hashlib.sha256(sealed).hexdigest() != name or sealed[:1] != VERSION:
        raise FileDamaged(name)
    key = ring().field_key(COLUMN, int.from_bytes(sealed[1:3], "big"))
    try:
        return AESGCM(key).decrypt(sealed[3:15], sealed[15:], _bound(attachment))
    except InvalidTag as wrong:
        raise FileDamaged(name) from wrong


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / name


def _bound(attachment: UUID) -> bytes:
    return COLUMN.encode() + b"\x00" + attachment.bytes


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@dataclass(frozen=True)
class Picture:
    """A picture that this program has drawn itself, from what somebody sent."""

    content: bytes
    media_type: str


def redraw(content: bytes) -> Picture | Refusal:
    """A picture drawn anew from its pixels: whatever else the file carried (place, camera, scripts) is left behind.

    What it is, the content says, never the name. Too large, no picture, or a broken one is refused.
    """
    if len(content) > LARGEST_UPLOAD:
        return Refusal("picture_too_large", {"limit": LARGEST_UPLOAD // 1000})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own remark on large pictures; the limit here is lower
            with Image.open(io.BytesIO(content), formats=PICTURES) as sent:
                if sent.width * sent.height > MOST_PIXELS:
                    return Refusal("picture_too_many_pixels", {"width": sent.width, "height": sent.height})
                upright = ImageOps.exif_transpose(sent)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return _drawn(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError):
        return Refusal("not_a_picture")


def _drawn(picture: Image.Image) -> Picture:
    target = io.BytesIO()
    if picture.has_transparency_data:
        _only_pixels(picture, "RGBA").save(target, "PNG", optimize=True)
        return Picture(target.getvalue(), "image/png")
    _only_pixels(picture, "RGB").save(target, "JPEG", quality=90)
    return Picture(target.getvalue(), "image/jpeg")


def _only_pixels(picture: Image.Image, mode: str) -> Image.Image:
    """The same pixels in a new picture, without what the old one was told about itself."""
    fresh = Image.new(mode, picture.size)
    fresh.paste(picture.convert(mode))
    return fresh

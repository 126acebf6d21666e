"""Pillow's adapter: pictures, drawn anew from their pixels."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from simpul.kit.refusals import Refusal

PICTURES = ("PNG", "JPEG")
LARGEST_UPLOAD = 500_000  # bytes of a letterhead's picture
MOST_PIXELS = 25_000_000  # a small file can hold a picture that fills the memory
LONGEST_SIDE = 640  # pixels: 20 mm on paper at 800 dots an inch
LONGEST_PHOTO = 2_400  # pixels: the handwriting of a photographed list can be read
WIDEST_PAGE = 1_800  # pixels of a page among several


@dataclass(frozen=True)
class Picture:
    """A picture that this program has drawn itself, from what somebody sent."""

    content: bytes
    media_type: str


def redraw(content: bytes) -> Picture | Refusal:
    """A picture for a letterhead, small and drawn anew. Too large, no picture, or a broken one is refused."""
    if len(content) > LARGEST_UPLOAD:
        return Refusal("picture_too_large", {"limit": LARGEST_UPLOAD // 1000})
    return draw_anew(content, longest=LONGEST_SIDE)


def draw_anew(content: bytes, *, longest: int) -> Picture | Refusal:
    """A picture drawn anew from its pixels: whatever else the file carried (place, camera, scripts) is left behind.

    What it is, the content says, never the name.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own remark on large pictures; the limit here is lower
            with Image.open(io.BytesIO(content), formats=PICTURES) as sent:
                if sent.width * sent.height > MOST_PIXELS:
                    return Refusal("picture_too_many_pixels", {"width": sent.width, "height": sent.height})
                sent.draft(None, (longest, longest))  # a large JPEG is opened at a half or a quarter of its size
                upright = ImageOps.exif_transpose(sent)
                upright.thumbnail((longest, longest))
                return _drawn(upright)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError):
        return Refusal("not_a_picture")


def one_below_the_other(pages: Sequence[Picture]) -> Picture:
    """Several pages as one tall picture, all as wide as the widest may be; what is transparent becomes white."""
    width = min(WIDEST_PAGE, max(_size(page)[0] for page in pages))
    sheets = []
    for page in pages:
        with Image.open(io.BytesIO(page.content), formats=PICTURES) as opened:
            height = round(opened.height * width / opened.width)
            white = Image.new("RGBA", opened.size, "white")
            white.alpha_composite(opened.convert("RGBA"))
            sheets.append(white.convert("RGB").resize((width, height)))
    whole = Image.new("RGB", (width, sum(sheet.height for sheet in sheets)), "white")
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height
    return _drawn(whole)


def _size(page: Picture) -> tuple[int, int]:
    with Image.open(io.BytesIO(page.content), formats=PICTURES) as opened:
        return opened.size


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

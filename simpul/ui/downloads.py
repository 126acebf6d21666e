"""A kept file as an answer: given out to be saved, never to be run."""

import re
from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

SHOWN = {"image/png", "image/jpeg"}  # drawn by this program from their pixels
_UNFIT = re.compile('[\x00-\x1f\x7f/\\\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def file_response(
    pieces: Iterable[bytes], *, size: int, media_type: str, name: str, is_shown: bool = False
) -> StreamingHttpResponse:
    """The file piece by piece, under its name, to be saved; a picture may be shown in its place.

    Whoever asks has been checked before: nothing here, or while it streams, asks the database.
    """
    if is_shown and media_type not in SHOWN:
        raise ValueError(f"{media_type} is not shown, only saved.")
    headers = _headers(size, name, is_shown=is_shown)
    return StreamingHttpResponse(pieces, content_type=media_type, headers=headers)


def picture_response(content: bytes, *, media_type: str, name: str) -> HttpResponse:
    """A picture shown in its place, whole: a page that asked the database may not stream."""
    if media_type not in SHOWN:
        raise ValueError(f"{media_type} is not shown, only saved.")
    return HttpResponse(content, content_type=media_type, headers=_headers(len(content), name, is_shown=True))


def _headers(size: int, name: str, *, is_shown: bool) -> dict[str, str]:
    name = _UNFIT.sub("_", name).strip(" .")[-150:] or "berkas"
    return {
        "Content-Length": str(size),
        "Content-Disposition": content_disposition_header(not is_shown, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }

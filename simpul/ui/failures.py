"""Which status an exception means, and what each status says: what happened, and what to do next."""

from dataclasses import dataclass
from typing import Any

import psycopg
from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import InterfaceError, OperationalError
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _

from simpul.kit.refusals import Refused, StaleRefused

# Two writers met, or one waited too long for the other (serialization, deadlock, lock and statement timeout).
_COLLISIONS = {"40001", "40P01", "55P03", "57014"}
SECONDS_AFTER_COLLISION = 2
SECONDS_AFTER_OUTAGE = 10


@dataclass(frozen=True)
class Failure:
    """What an error page says."""

    code: str
    title: Any
    what: Any
    then: Any


FAILURES = {
    400: Failure(
        "bad_request",
        _("Permintaan ini tidak dapat dibaca"),
        _("Alamat atau isian yang dikirim tidak lengkap atau rusak. Tidak ada yang disimpan."),
        _("Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
    ),
    403: Failure(
        "forbidden",
        _("Halaman ini bukan untuk peran Anda"),
        _("Penugasan Anda tidak mencakup halaman atau tindakan ini. Tidak ada yang disimpan."),
        _("Bila Anda memerlukannya untuk bekerja, mintalah kepada atasan atau administrator sistem di kantor Anda."),
    ),
    404: Failure(
        "not_found",
        _("Tidak ditemukan"),
        _("Alamat ini salah, datanya sudah tidak ada, atau berada di luar kantor dan wilayah Anda."),
        _("Periksa alamatnya, atau mulai lagi dari beranda."),
    ),
    405: Failure(
        "method_not_allowed",
        _("Alamat ini tidak dapat dibuka dengan cara itu"),
        _("Alamat ini hanya menerima kiriman dari formulirnya. Tidak ada yang disimpan."),
        _("Buka halaman yang memuat formulirnya, lalu kirim dari sana."),
    ),
    409: Failure(
        "conflict",
        _("Data ini sudah berubah sejak Anda membukanya"),
        _("Orang lain sudah menyimpan perubahan, atau kiriman yang sama masih diproses. Isian Anda belum disimpan."),
        _("Buka lagi datanya, lihat apa yang berubah, lalu simpan isian Anda."),
    ),
    410: Failure(
        "gone",
        _("Sudah tidak ada"),
        _("Yang dulu ada di alamat ini sudah dibatalkan, atau hanya disimpan untuk sementara dan waktunya sudah habis."),
        _("Cari lagi, atau mintalah sekali lagi bila masih diperlukan."),
    ),
    413: Failure(
        "too_large",
        _("Kiriman ini terlalu besar"),
        _("Berkas atau isian melebihi batas. Tidak ada yang disimpan."),
        _("Kecilkan berkas atau bagi menjadi beberapa bagian, lalu kirim lagi."),
    ),
    422: Failure(
        "refused",
        _("Belum dapat dilakukan"),
        _("Isian ini belum dapat diterima. Tidak ada yang disimpan."),
        _("Kembali, perbaiki yang disebut di atas, lalu kirim lagi."),
    ),
    429: Failure(
        "too_many",
        _("Terlalu banyak percobaan"),
        _("Untuk menjaga keamanan, Simpul menunggu sebentar sebelum menerima percobaan berikutnya."),
        _("Tunggu beberapa menit, lalu coba lagi."),
    ),
    500: Failure(
        "fault",
        _("Ada kesalahan pada Simpul"),
        _("Ini bukan salah Anda. Yang terakhir Anda kirim dibatalkan seluruhnya; tidak ada yang setengah tersimpan."),
        _("Coba lagi. Bila terulang, beri tahu administrator sistem dan sebutkan nomor di bawah."),
    ),
    503: Failure(
        "unavailable",
        _("Simpul sedang sibuk"),
        _("Basis data sedang sibuk atau belum siap. Yang terakhir Anda kirim belum disimpan."),
        _("Tunggu beberapa detik, lalu kirim lagi."),
    ),
}  # fmt: skip


def status_of(exception: BaseException | None) -> int:
    """The status an exception is answered with; 500 when it is a fault of the program."""
    match exception:
        case StaleRefused():
            return 409
        case Refused():
            return int(getattr(exception, "status", 422))
        case PermissionDenied():
            return 403
        case Http404():
            return 404
        case RequestDataTooBig() | TooManyFieldsSent() | TooManyFilesSent():
            return 413
        case SuspiciousOperation() | BadRequest() | MultiPartParserError() | UnreadablePostError():
            return 400
        case OperationalError() | InterfaceError() | psycopg.OperationalError() | psycopg.InterfaceError():
            return 503
    return 500


def seconds_to_wait(exception: BaseException | None) -> int | None:
    """After how many seconds a second try has a chance; None when waiting does not help."""
    if isinstance(exception, Refused):
        return getattr(exception, "retry_after", None)
    if status_of(exception) != 503:
        return None
    return SECONDS_AFTER_COLLISION if _sqlstate(exception) in _COLLISIONS else SECONDS_AFTER_OUTAGE


def _sqlstate(exception: BaseException | None) -> str | None:
    """The database's own code, also where Django has wrapped its exception."""
    cause = exception.__cause__ if exception is not None and exception.__cause__ is not None else exception
    return getattr(cause, "sqlstate", None)

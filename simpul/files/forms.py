"""The sentences for files that are refused, by code."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "picture_too_large": _("Gambar ini lebih besar dari %(limit)s kB. Kecilkan dahulu."),
    "picture_too_many_pixels": _("Gambar ini %(width)s × %(height)s titik, terlalu besar. Kecilkan dahulu."),
    "not_a_picture": _("Berkas ini bukan gambar PNG atau JPEG yang utuh."),
}

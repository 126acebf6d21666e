"""The sentences for files that are refused, by code."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "picture_too_large": _("Gambar ini lebih besar dari %(limit)s kB. Kecilkan dahulu."),
    "picture_too_many_pixels": _("Gambar ini %(width)s × %(height)s titik, terlalu besar. Kecilkan dahulu."),
    "not_a_picture": _("Berkas ini bukan gambar PNG atau JPEG yang utuh."),
    "upload_empty": _("Berkas ini kosong."),
    "too_many_pages": _("Lebih dari %(limit)s halaman. Bagi menjadi beberapa daftar."),
    "upload_too_large": _("Berkas ini lebih besar dari %(limit)s MB. Kecilkan atau bagi dahulu."),
    "upload_wrong_type": _("Jenis berkas ini tidak diterima di sini. Yang menentukan isinya, bukan namanya."),
    "upload_infected": _("Pemindai virus menemukan sesuatu dalam berkas ini, maka tidak disimpan."),
    "upload_not_scanned": _("Pemindai virus tidak menjawab, maka berkas ini tidak disimpan. Coba lagi sebentar lagi."),
    # Lists
    "table_empty": _("Berkas ini kosong: tidak ada satu baris pun yang berisi."),
    "table_too_large": _("Berkas ini lebih besar dari %(limit)s MB. Bagi menjadi beberapa berkas."),
    "table_wrong_type": _("Berkas ini bukan daftar. Kirim Excel (.xlsx), CSV, atau PDF yang berisi tabel."),
    "table_is_document": _("Berkas ini dokumen, bukan daftar. Salin tabelnya ke Excel, lalu kirim berkas Excel itu."),
    "table_is_picture": _("Berkas ini gambar. Ketik isinya di samping gambar, pada lembar ketik."),
    "table_encrypted": _("Berkas ini terkunci kata sandi. Buka, simpan lagi tanpa kata sandi, lalu kirim."),
    "table_broken": _("Berkas ini rusak atau tidak utuh. Buka di Excel, simpan lagi sebagai .xlsx, lalu kirim."),
    "table_none": _("Tidak ada tabel di dalam berkas ini."),
    "table_too_many_sheets": _("Berkas ini berisi lebih dari %(limit)s lembar. Hapus yang tidak perlu."),
    "table_too_many_columns": _("Tabel ini lebih dari %(limit)s kolom. Hapus kolom yang tidak perlu."),
    "table_too_many_cells": _("Tabel ini lebih dari %(limit)s sel. Bagi menjadi beberapa berkas."),
    "table_timed_out": _("Berkas ini terlalu lama dibaca. Bagi menjadi beberapa berkas yang lebih kecil."),
    "table_too_heavy": _("Berkas ini terlalu rumit untuk dibaca. Salin tabelnya ke berkas Excel baru, lalu kirim."),
    "table_with_doctype": _(
        "Berkas ini memuat bagian yang tidak dibuat Excel, maka tidak dibuka. Simpan lagi di Excel."
    ),
    "far_cell": _("Sel %(cell)s berisi sesuatu, jauh dari tabelnya. Hapus isinya, simpan, lalu kirim lagi."),
    "cell_too_long": _("Pada baris %(row)s ada sel yang lebih dari %(limit)s huruf. Pendekkan isinya."),
    "line_too_long": _("Baris %(row)s terlalu panjang untuk sebuah daftar."),
    "quote_not_closed": _(
        'Pada baris %(row)s ada tanda kutip (") yang tidak ditutup, sehingga sisa daftar tidak terbaca. '
        "Hapus atau tutup tanda itu."
    ),
    "archive_too_many_parts": _("Berkas ini berisi lebih dari %(limit)s bagian. Simpan lagi sebagai .xlsx di Excel."),
    "archive_too_large": _("Isi berkas ini lebih dari %(limit)s MB setelah dibuka. Bagi menjadi beberapa berkas."),
    "archive_bomb": _("Berkas ini dimampatkan secara tidak wajar, maka tidak dibuka. Simpan lagi di Excel."),
    "archive_with_paths": _("Berkas ini menunjuk ke luar dirinya, maka tidak dibuka. Simpan lagi di Excel."),
    "pdf_scanned": _("PDF ini hasil pindai tanpa tulisan. Ketik isinya di samping gambarnya, pada lembar ketik."),
    "pdf_no_table": _("PDF ini tidak berisi tabel. Salin isinya ke Excel, atau ketik pada lembar ketik."),
    "pdf_too_many_pages": _("PDF ini lebih dari %(limit)s halaman. Bagi menjadi beberapa berkas."),
}

"""What fields are called on the pages of lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from simpul.lists.rules.fields import Field

FIELDS: dict[Field, Any] = {
    Field.NAME: _("Nama"),
    Field.HEAD_NAME: _("Nama kepala keluarga"),
    Field.NATIONAL_NUMBER: _("NIK"),
    Field.FAMILY_NUMBER: _("Nomor KK"),
    Field.BIRTH_DATE: _("Tanggal lahir"),
    Field.BIRTH_PLACE: _("Tempat lahir"),
    Field.BIRTH: _("Tempat dan tanggal lahir"),
    Field.SEX: _("Jenis kelamin"),
    Field.RELATION: _("Hubungan dalam keluarga"),
    Field.MOTHER: _("Ibu kandung"),
    Field.ALIAS: _("Nama panggilan"),
    Field.ADDRESS: _("Alamat"),
    Field.RT: _("RT"),
    Field.RW: _("RW"),
    Field.RT_RW: _("RT/RW"),
    Field.VILLAGE: _("Desa atau kelurahan"),
    Field.SUBDISTRICT: _("Kecamatan"),
    Field.PHONE: _("Nomor HP"),
    Field.AID: _("Bantuan"),
    Field.NOTE: _("Keterangan"),
    Field.ROW_ID: _("Id baris"),
}
SHORT: dict[Field, Any] = {**FIELDS, Field.BIRTH_DATE: _("Lahir"), Field.VILLAGE: _("Desa"), Field.SEX: _("L/P"),
                           Field.RELATION: _("Hubungan"), Field.BIRTH: _("Lahir"), Field.FAMILY_NUMBER: _("KK")}  # fmt: skip
OF_FACT = {
    "name": _("Nama"),
    "sex": _("Jenis kelamin"),
    "birth": _("Tanggal lahir"),
    "birth_place": _("Tempat lahir"),
    "national_number": _("NIK"),
    "area_code": _("Desa atau kelurahan"),
    "address": _("Alamat"),
    "rt": _("RT"),
    "rw": _("RW"),
    "family_number": _("Nomor KK"),
}
WHY = {
    "header": _("menurut judul kolom"),
    "content": _("menurut isinya"),
    "remembered": _("seperti daftar sebelumnya"),
    "chosen": _("dipilih"),
}
LEFT_OUT = {
    "header": _("judul kolom yang diulang"),
    "total": _("baris jumlah"),
    "section": _("judul bagian"),
    "signature": _("tanda tangan"),
    "empty": _("baris kosong"),
}

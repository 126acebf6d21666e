"""Why a step may not be taken, in words."""

from django.utils.translation import gettext_lazy as _

from simpul.ui.sentences import register

register(
    {
        "enquiry_about_oneself": _("Pengaduan ini tentang Anda. Orang lain yang menanganinya."),
        "enquiry_elsewhere": _("Langkah ini sudah lewat, atau belum waktunya. Muat ulang halaman."),
        "enquiry_own_recommendation": _("Anda sendiri yang mengusulkannya. Orang lain yang memutuskan."),
        "enquiry_needs_decision": _("Ini harus diputuskan dahulu. Teruskan dengan usulan Anda."),
    },
    of="enquiries",
)

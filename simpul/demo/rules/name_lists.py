"""Common names by people and time, put together by chance: nobody with such a name is meant. Plain values.

For each culture the names of men and of women in four times of birth: before 1955, before 1980, before 2000, since then.
"""

from typing import NamedTuple


class Names(NamedTuple):
    """First and second names of one sex in one time."""

    first: tuple[str, ...]
    second: tuple[str, ...]


def _names(first: str, second: str = "") -> Names:
    """Divided by commas, because a name may have two words."""
    return Names(tuple(first.split(", ")), tuple(second.split(", ")) if second else ())


BORN_BEFORE = (1955, 1980, 2000, 9999)

SUNDA = {
    "L": (
        _names("Adang, Ojo, Uju, Engkos, Oman, Karna, Sukarna, Sutarja, Ahud, Iyos, Dudung, Udin, Emor, Sahli, Wikarta, Atang, Juhro, Maman, Suparna, Encang, Rukma, Aja, Ucup, Sumarna, Djaja, Ujang, Nana, Enjuh, Odang, Kosasih, Tata, Endang, Omo, Amin, Salim",
               "Sutisna, Suherman, Kosasih, Sobandi, Supardi, Wiharja, Sumantri, Somantri, Sukarya, Suparman, Atmaja, Rohman, Sasmita, Kartawijaya, Sujana"),
        _names("Asep, Dadang, Ujang, Cecep, Dedi, Agus, Iwan, Yayan, Endang, Rahmat, Ade, Hendra, Jajang, Maman, Nandang, Oman, Tatang, Wawan, Yusuf, Cucu, Aceng, Dede, Enjang, Gugun, Heri, Iyan, Jujun, Koswara, Lukman, Nanang, Opik, Rudi, Saepul, Toto, Undang, Wahyu, Yana, Zaenal, Yaya, Undang, Deden, Ayi, Aep, Dayat, Ence",
               "Suherman, Kurnia, Hidayat, Saepudin, Permana, Setiawan, Gunawan, Mulyana, Sobari, Rosadi, Supriatna, Nugraha, Sutisna, Ramdani, Hermawan, Suryana, Ruhiyat, Rohendi, Sopandi, Taryana, Kosasih, Ruswandi, Suhendar, Iskandar, Rukmana, Sukmana, Kusnadi, Rohmana, Wahyudin, Jamaludin"),
        _names("Rizki, Deni, Sandi, Yogi, Dani, Ari, Andri, Ridwan, Fajar, Gilang, Irfan, Rian, Tedi, Angga, Rendi, Hilman, Ilham, Galih, Aditya, Reza, Dika, Egi, Fahmi, Indra, Jaka, Luthfi, Nurdin, Rijal, Taufik, Wildan, Asep, Cecep, Muhammad Fajar, Abdul Rohman, Muhamad Iqbal, Agung, Sopian, Opan",
               "Nugraha, Firmansyah, Ramdani, Maulana, Permana, Hidayat, Setiawan, Kurniawan, Mauludin, Herdiana, Pratama, Rahmawan, Ginanjar, Apriana, Suhendi, Saputra, Fauzi, Hermansyah, Ardiansyah, Kusuma, Fadilah, Rohimat, Suganda, Mulyadi, Nurjaman"),
        _names("Muhammad Azka, Muhammad Rafa, Alif, Rafka, Zidan, Arka, Kenzo, Daffa, Raka, Fathan, Naufal, Muhamad Rizky, Bilal, Gibran, Akmal, Arya, Alfarizi, Rehan, Dzaki, Ibrahim, Farel, Hafidz, Keenan, Rayyan, Abizar, Ahmad Fauzan, Restu, Dimas, Ihsan, Yusup",
               "Al Fatih, Pratama, Ramadhan, Alfarizqi, Putra, Maulana, Nugraha, Saputra, Hidayat, Firdaus, Abdillah, Wijaya, Al Ghifari, Permana, Kurniawan, Rabbani, Mubarok, Setia, Akbar, Fadhilah"),
    ),
    "P": (
        _names("Icih, Emeh, Oyoh, Encum, Itoh, Uun, Anah, Ipah, Esih, Aminah, Rukiah, Sumiati, Eneh, Juju, Enah, Unah, Onih, Iyoh, Atikah, Rohanah, Kartini, Popon, Eros, Oneng, Omah, Amih, Isah, Tarsih, Mimih, Ecin, Halimah, Uti, Sopiah, Dedeh, Entin",
               "Sukaesih, Hayati, Rohayati, Komariah, Sumarni, Suhaeti, Mulyati, Sutarsih, Rukoyah, Sarminah, Djulaeha"),
        _names("Neneng, Yuyun, Imas, Euis, Lilis, Nani, Siti Nurhayati, Ai, Enok, Iis, Kokom, Mimin, Nurjanah, Oneng, Rohaeti, Teti, Wiwin, Yani, Entin, Cicih, Dedeh, Eti, Heni, Ida, Juju, Lina, Mamah, Neni, Otih, Pipih, Rini, Sri, Tuti, Uum, Yati, Yoyoh, Eem, Elis, Ooy, Titin, Cucu, Atin, Empat, Ika",
               "Komariah, Rohayati, Nuraeni, Suryati, Hasanah, Kurniasih, Sukaesih, Rostika, Nurhayati, Herawati, Sumiati, Maryati, Rosmiati, Setiawati, Yulianti, Sopiah, Mulyati, Rukmini, Rohmah, Solihat, Hayati, Suhartini, Carmila, Mariam"),
        _names("Rina, Dewi, Sri Mulyati, Siti Aisyah, Rani, Novi, Intan, Devi, Ratna, Yuli, Wulan, Lisna, Resti, Santi, Susi, Desi, Fitri, Rika, Pipit, Nia, Mega, Ayu, Anisa, Tia, Vina, Risma, Yanti, Ria, Siti Nurjanah, Neng Yulia, Gina, Ima, Lia, Melani, Putri",
               "Nuraeni, Lestari, Wulandari, Yuliani, Rahmawati, Apriliani, Nurhasanah, Agustina, Oktaviani, Fitriani, Septiani, Rosdiana, Puspitasari, Handayani, Permatasari, Marlina, Sari, Anggraeni, Maulida, Susanti, Herlina, Nurjanah, Febriani, Kartika"),
        _names("Kayla, Aisyah, Nayla, Zahra, Keisya, Alya, Naura, Syifa, Salsabila, Anindya, Cinta, Putri, Khanza, Azkia, Nabila, Hanifah, Aulia, Raisa, Shakila, Mikayla, Zivana, Humaira, Siti Zahra, Fitria, Dinda, Silmi, Talita, Almira, Queensya, Neng Sifa",
               "Azzahra, Putri, Ramadhani, Nuraini, Salsabila, Maharani, Khoirunnisa, Aprilia, Nurfadilah, Anggraini, Lestari, Humairah, Oktavia, Zahira, Rahmadani, Fauziah, Almaira, Sabrina, Nurazizah, Amelia"),
    ),
}  # fmt: skip
JAWA = {
    "L": (
        _names("Sukarno, Suharto, Wagiman, Paijan, Sutrisno, Sugeng, Kasno, Parto, Sastro, Mulyono, Karto, Ngadiman, Suroto, Samijan, Tukijan, Poniman, Djumadi, Wiryo, Slamet, Tukiran, Sarwono",
               "Wiyono, Raharjo, Sumarto, Hadi, Prayitno, Sudarmo, Mulyo, Harjo, Utomo"),
        _names("Agus, Bambang, Joko, Slamet, Sutrisno, Heru, Eko, Sugeng, Sunarto, Teguh, Wahyu, Budi, Suyanto, Sugiyono, Tri, Dwi, Edi, Haryono, Supriyadi, Gunadi, Purnomo, Suryadi, Hartono, Suwarno, Mulyadi",
               "Santoso, Susilo, Widodo, Prasetyo, Haryanto, Purwanto, Wibowo, Suprapto, Nugroho, Riyanto, Sulistyo, Handoko, Setyawan, Raharjo"),
        _names("Andi, Dwi, Eko, Bayu, Aji, Danang, Dimas, Fajar, Galih, Hendro, Ikhsan, Rudi, Tri, Yoga, Wisnu, Arif, Bagus, Rizal, Adi, Yudha, Nur",
               "Prasetyo, Nugroho, Saputro, Wibowo, Setiawan, Kurniawan, Santoso, Hidayat, Wicaksono, Purnomo, Susanto, Yulianto, Widiyanto"),
        _names("Rafif, Bagas, Arkan, Daniswara, Satria, Fathir, Raditya, Abimanyu, Gibran, Rangga, Yusuf, Zaki, Alvaro, Haidar, Dewa",
               "Pratama, Wicaksono, Ramadhan, Putra, Pamungkas, Saputra, Adi Nugroho, Prasetya, Maheswara"),
    ),
    "P": (
        _names("Sumiyem, Ngatini, Suparti, Tukinem, Kasinem, Wagiyem, Sutarmi, Lasmi, Sarinem, Parinah, Ponirah, Tumirah, Rukini, Mursinah, Suminah, Warsini", "Wati, Ningsih, Lestari, Rahayu, Asih"),
        _names("Sri, Endang, Suparmi, Sumarni, Tri, Dwi, Wahyuni, Yuni, Sulastri, Siti Rahayu, Retno, Kusmiyati, Partini, Titik, Ningsih, Sugiarti, Indah, Rusmini, Winarti",
               "Rahayu, Wahyuni, Lestari, Handayani, Sulistyowati, Astuti, Suryani, Purwanti, Hartati, Widyastuti, Utami, Setyowati"),
        _names("Dwi, Tri, Nur, Retno, Ratih, Ika, Eka, Fitri, Diah, Anis, Puji, Wulan, Novi, Yuni, Rini, Sinta, Ayu, Umi, Lilik",
               "Lestari, Wulandari, Astuti, Rahmawati, Puspitasari, Setyaningsih, Handayani, Kusumawati, Utami, Nurhayati, Safitri, Anggraini"),
        _names("Kirana, Aqila, Naila, Almira, Anindita, Kinanti, Rania, Callista, Laras, Nadhifa, Sekar, Adinda, Vania, Khansa", "Putri, Maharani, Ayu Lestari, Azzahra, Ramadhani, Kusuma, Nurul Aini, Wijayanti"),
    ),
}  # fmt: skip
_BATAK = {
    "L": _names("Togar, Poltak, Binsar, Parlindungan, Mangasi, Tumpal, Saut, Bonar, Hotman, Jonggi, Maruli, Edison, Ronald, Daniel, Andreas, Rizky, Samuel, Yosua, Jeremy, Parulian, Sahat"),
    "P": _names("Rosmaida, Tiurma, Lamria, Rotua, Mastiur, Nurmala, Dame, Roslina, Sondang, Hotmaida, Melva, Ria, Christina, Novita, Grace, Yohana, Debora, Ester, Angel, Riama"),
}  # fmt: skip
MARGA = ("Siregar", "Nasution", "Harahap", "Lubis", "Hasibuan", "Simanjuntak", "Simatupang", "Sitompul", "Sitorus", "Hutapea", "Panjaitan",
         "Situmorang", "Sinaga", "Tambunan", "Manurung", "Sihombing", "Simbolon", "Hutagalung", "Napitupulu", "Silalahi", "Pasaribu", "Ginting",
         "Tarigan", "Purba", "Saragih", "Sianturi", "Marpaung", "Nainggolan", "Butar-Butar", "Lumban Tobing", "Gultom", "Pakpahan")  # fmt: skip
_MINANG = {
    "L": _names("Zulkifli, Syafrizal, Yusrizal, Amril, Datuak, Rusli, Afrizal, Irwandi, Syahrul, Edison, Bustami, Nofriadi, Hendri, Rizki, Fadhil, Arief, Ilham, Nurdin, Syamsul, Buyung",
                "Tanjung, Koto, Piliang, Chaniago, Syarif, Idris, Bahar, Efendi, Sikumbang, Ilyas"),
    "P": _names("Yusnidar, Rosmawati, Nurhayati, Syamsinar, Desmawati, Erni, Yulinar, Asmarita, Zuraida, Upik, Elvi, Rahmi, Sri Rahayu, Fitri, Aisyah, Nadya, Wirda, Ratna, Rita, Murni",
                "Yanti, Wati, Sari, Yuliza, Efrida, Rahmayani, Zahara, Syafitri"),
}  # fmt: skip
_BALI = {
    "L": _names("Suarta, Sudarma, Adnyana, Artawan, Suardana, Wirawan, Mahendra, Sukadana, Arsana, Yasa, Widiana, Darmawan, Subawa, Suparta, Pradnyana"),
    "P": _names("Sukerti, Ariani, Suryani, Wati, Puspawati, Sukreni, Ayu Lestari, Widiastuti, Purnami, Suartini, Sudiasih, Novita Sari, Astini"),
}  # fmt: skip
BIRTH_ORDER = {"L": (("Wayan", "Putu", "Gede"), ("Made", "Kadek", "Nengah"), ("Nyoman", "Komang"), ("Ketut",)),
               "P": (("Wayan", "Putu", "Luh"), ("Made", "Kadek", "Nengah"), ("Nyoman", "Komang"), ("Ketut",))}  # fmt: skip
_TIONGHOA = {
    "L": _names("Andreas, Budi, Hendra, Johan, Kevin, Michael, Steven, Yohanes, Rudy, Tommy, Willy, Felix, Eddy, Ferry, Lukas, Jonathan, Darmawan, Hartono"),
    "P": _names("Lanny, Meilani, Yuliana, Fenny, Christine, Jessica, Linda, Vivian, Natalia, Herlina, Melinda, Stephanie, Yenny, Lusiana, Agnes, Silvia, Mei Ling"),
}  # fmt: skip
CLANS = ("Tan", "Lie", "Oei", "Ong", "Liem", "Tjan", "Kwee", "The", "Go", "Thio")
SYLLABLES = ("Giok", "Hok", "Tjin", "Kiat", "Lan", "Nio", "Swie", "Bie", "Hwa", "Siok", "Djin", "Liong")
FAMILY_NAMES = ("Wijaya", "Halim", "Tanuwijaya", "Gunawan", "Susanto", "Kusuma", "Hartanto", "Setiawan", "Santoso", "Lesmana", "Sutanto", "Budiman", "Salim", "Tandiono", "Liman")  # fmt: skip
_ARAB = {
    "L": _names("Abdullah, Salim, Ahmad, Umar, Hasan, Husein, Ali, Muhammad, Zein, Faisal, Idrus, Fahmi, Abubakar, Mustafa, Hamid"),
    "P": _names("Fatimah, Aminah, Khadijah, Syarifah Zahra, Aisyah, Salma, Nur, Syarifah Aluyah, Maryam, Zainab, Raguan, Lubna"),
}  # fmt: skip
HOUSES = (
    "Alatas",
    "Assegaf",
    "Shahab",
    "Alhabsyi",
    "Bawazier",
    "Alaydrus",
    "Baraja",
    "Bahfen",
    "Alkatiri",
    "Bamatraf",
    "Thalib",
)

# Cultures whose lists do not change with the time of birth.
TIMELESS = {"batak": _BATAK, "minang": _MINANG, "bali": _BALI, "tionghoa": _TIONGHOA, "arab": _ARAB}
TWINS = {
    "L": (
        ("Hasan", "Husen"),
        ("Rian", "Rion"),
        ("Deni", "Doni"),
        ("Rizki", "Rizka"),
        ("Fahri", "Fahra"),
        ("Ajat", "Ujat"),
    ),
    "P": (
        ("Nadia", "Nadya"),
        ("Rini", "Rani"),
        ("Zahra", "Zahwa"),
        ("Laila", "Laili"),
        ("Silvi", "Silva"),
        ("Aini", "Aina"),
    ),
}

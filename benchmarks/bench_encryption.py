"""Sealing and opening one field, against the bare cipher on the same texts."""

import os
from typing import Any
from uuid import UUID

from measuring import Options, compared, in_turn, run, temporary_home

COLUMN = "registry.person.national_number"
TIMES = 9


def measure(options: Options) -> dict[str, Any]:
    """`size` national numbers, each of its own person, as the registry keeps them."""
    with temporary_home(options.home):
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        from simpul.database.keys import ring
        from simpul.database.sealing import blind_index, seal, unseal

        ring().open_or_create()
        cipher = AESGCM(os.urandom(32))
        rows = [(UUID(int=number), f"3204{number:012d}") for number in range(options.size)]
        sealed = [(subject, seal(COLUMN, subject, text)) for subject, text in rows]
        bare = [_bare_seal(cipher, text) for _, text in rows]
        opening, bare_opening, closing, bare_closing, indexing = in_turn(
            lambda: [unseal(COLUMN, subject, data) for subject, data in sealed],
            lambda: [cipher.decrypt(nonce, data, None).decode() for nonce, data in bare],
            lambda: [seal(COLUMN, subject, text) for subject, text in rows],
            lambda: [_bare_seal(cipher, text) for _, text in rows],
            lambda: [blind_index(COLUMN, text) for _, text in rows],
            times=TIMES,
        )
    against = "cryptography's AESGCM with one key and no associated data"
    return compared(opening, bare_opening, unit=f"seconds to open {options.size}", against=against, per=options.size) | {
        "parts": {
            "seal": compared(closing, bare_closing, unit=f"seconds to seal {options.size}", against=against, per=options.size),
            "blind_index": {"per_second": round(options.size / min(indexing))},
        }
    }  # fmt: skip


def _bare_seal(cipher: Any, text: str) -> tuple[bytes, bytes]:
    nonce = os.urandom(12)
    return nonce, cipher.encrypt(nonce, text.encode(), None)


if __name__ == "__main__":
    run(measure, figure="open one encrypted field", target="≤ 20 µs a field", size=10_000)

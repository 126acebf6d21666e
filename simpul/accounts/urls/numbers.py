"""Numbers of the framework's own rows, sealed for addresses: no sequential number leaves the house."""

from django.core import signing
from django.urls import register_converter


class SealedNumber:
    """`<sealed:pk>`: the number in an address, signed, so that nobody can count or guess."""

    regex = r"[\w.:-]{10,80}"
    salt = "simpul.accounts.number"

    def to_python(self, value: str) -> int:
        """The number again; what was made up is not found."""
        try:
            return int(signing.Signer(salt=self.salt).unsign_object(value))
        except (signing.BadSignature, ValueError, TypeError):
            raise ValueError("not sealed by us") from None

    def to_url(self, value: int) -> str:
        """The number as it stands in the address."""
        return signing.Signer(salt=self.salt).sign_object(int(value))


register_converter(SealedNumber, "sealed")

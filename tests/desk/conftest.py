"""What the tests of the desk share."""

from tests.directory.conftest import recorded

__all__ = ["recorded"]

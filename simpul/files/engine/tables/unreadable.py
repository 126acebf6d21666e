"""Why a file is not read."""


class Unreadable(Exception):
    """A file is refused: the code of the sentence, and what the sentence names."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

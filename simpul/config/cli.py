"""The `simpul` command."""


def main() -> None:
    """Run one command of the program."""

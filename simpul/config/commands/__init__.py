"""The words of the `simpul` command, a file each: `arguments(parser)` and `run(options) -> (status, answer)`."""

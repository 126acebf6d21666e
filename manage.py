"""Django's own commands, for those who work on the program. People who run it use `simpul`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

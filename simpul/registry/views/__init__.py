"""Pages of the registry."""

from simpul.registry.views.correct_person import correct_person, record_death
from simpul.registry.views.extracts import print_extract

"""Who has these words in their names: what searching and looking before registering have in common."""

from typing import Any

from django.db.models import Q, QuerySet

from simpul.registry.models import NameWord
from simpul.registry.rules.search import AFTER_EVERY_LETTER


def beginning(word: str) -> Q:
    """The condition that a kept word begins so; a range, which the index serves under row security."""
    return Q(word__gte=word, word__lt=word + AFTER_EVERY_LETTER)


def people_named(*conditions: Q) -> QuerySet[NameWord, Any]:
    """The ids of those who have a word for each condition.

    Each within the one before: so the words are compared with each other before anybody's row is read.
    """
    found: QuerySet[NameWord, Any] | None = None
    for condition in reversed(conditions):
        words = NameWord.objects.filter(condition)
        found = (words if found is None else words.filter(person__in=found)).values("person")
    return NameWord.objects.none().values("person") if found is None else found

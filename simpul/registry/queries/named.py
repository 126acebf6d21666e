"""Who has these words in their names: what searching and looking before registering have in common."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, Func, Q, QuerySet, UUIDField, Value

from simpul.registry.models import NameWord
from simpul.registry.rules.search import AFTER_EVERY_LETTER

EVERYWHERE = Q()


def beginning(word: str, *, of: str = "word") -> Q:
    """The condition that a kept word (or its sound) begins so; a range, which the index serves under row security."""
    return Q(**{f"{of}__gte": word, f"{of}__lt": word + AFTER_EVERY_LETTER})


def people_named(*conditions: Q, among: Q = EVERYWHERE) -> QuerySet[NameWord, Any]:
    """The ids of those who have a word for each condition, `among` the words that fulfil another one.

    Each within the one before: so the words are compared with each other before anybody's row is read.
    """
    found: QuerySet[NameWord, Any] | None = None
    for condition in reversed(conditions):
        words = NameWord.objects.filter(condition, among)
        found = (words if found is None else words.filter(person__in=found)).values("person")
    return NameWord.objects.none().values("person") if found is None else found


class _IsOneOf(Func):
    """SQL: id = ANY(array)."""

    template, arg_joiner = "(%(expressions)s))", " = ANY("
    output_field = BooleanField()


def one_of(people: QuerySet[Any, Any] | Collection[UUID]) -> Func:
    """The condition to be one of a query's ids, which are asked first and as a whole, or of ids that are known.

    Joined instead, PostgreSQL may read everybody to find the few of a limit, and take seconds to find none.
    """
    ids = ArrayField(UUIDField())
    array = ArraySubquery(people) if isinstance(people, QuerySet) else Value(list(people), output_field=ids)
    return _IsOneOf("pk", array)

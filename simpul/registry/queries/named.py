"""Who has these words in their names: what searching and looking before registering have in common."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, Func, Q, QuerySet, UUIDField, Value

from simpul.registry.models import NameWord
from simpul.registry.rules.search import AFTER_EVERY_LETTER

EVERYWHERE = Q()
RARE = 300  # people who have a word


def beginning(word: str, *, of: str = "word") -> Q:
    """The condition that a kept word (or its sound) begins so; a range, which the index serves under row security."""
    return Q(**{f"{of}__gte": word, f"{of}__lt": word + AFTER_EVERY_LETTER})


def people_named(*conditions: Q, among: Q = EVERYWHERE) -> QuerySet[NameWord, Any]:
    """The ids of those who have a word for each condition, `among` the words that fulfil another one.

    Each is looked for by itself, in its index alone, and the ids are compared: the time is bounded by how many have the
    words, whereas a nested question goes through them one by one as soon as PostgreSQL guesses wrong.
    """
    each = [NameWord.objects.filter(condition, among).values("person") for condition in conditions]
    if not each:
        return NameWord.objects.none().values("person")
    return each[0].intersection(*each[1:]) if len(each) > 1 else each[0]


class _IsOneOf(Func):
    """SQL: column = ANY(array)."""

    template, arg_joiner = "(%(expressions)s))", " = ANY("
    output_field = BooleanField()


def one_of(people: QuerySet[Any, Any] | Collection[UUID], *, column: str = "pk") -> Func:
    """The condition to be one of a query's ids, which are asked first and as a whole, or of ids that are known.

    Joined instead, PostgreSQL may read everybody to find the few of a limit, and take seconds to find none.
    """
    ids = ArrayField(UUIDField())
    array = ArraySubquery(people) if isinstance(people, QuerySet) else Value(list(people), output_field=ids)
    return _IsOneOf(column, array)


def sounding(*, sounds: Collection[str], begun: str = "") -> Q:
    """The condition that a kept word has one of these folds, or one that begins so."""
    texts = ArrayField(CharField())
    condition = Q(_IsOneOf("sound", Value(sorted(sounds), output_field=texts)))  # one value: they may be hundreds
    return condition | beginning(begun, of="sound") if begun else condition


def ids_named(conditions: Sequence[Q], *, among: Q = EVERYWHERE, most: int) -> list[UUID]:
    """At most so many of those who have a word for each condition.

    Where one of the words is rare, only those who have it are asked for the others; else all are compared as sets.
    """
    for place, condition in enumerate(conditions if len(conditions) > 1 else ()):
        rare = list(NameWord.objects.filter(condition, among).values_list("person", flat=True)[: RARE + 1])
        if len(rare) <= RARE:
            for other in (*conditions[:place], *conditions[place + 1 :]):
                theirs = NameWord.objects.filter(one_of(rare, column="person"), other)
                rare = list(theirs.values_list("person", flat=True)) if rare else []
            return list(dict.fromkeys(rare))[:most]
    return list(dict.fromkeys(people_named(*conditions, among=among).values_list("person", flat=True)[:most]))

"""The words by which somebody is found, kept in step with their names."""

from simpul.registry.models import NameWord, Person
from simpul.registry.rules.people import search_words


def keep_name_words(person: Person) -> None:
    """The words of the name and of the other names in use, no more and no less."""
    names = [person.name, *person.aliases.filter(ended_at=None).values_list("name", flat=True)]
    wanted = {word for name in names for word in search_words(name)}
    kept = set(person.name_words.values_list("word", flat=True))
    person.name_words.filter(word__in=kept - wanted).delete()
    NameWord.objects.bulk_create(NameWord(person=person, word=word) for word in sorted(wanted - kept))

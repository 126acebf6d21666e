"""The words by which somebody is found, kept in step with their names."""

from simpul.registry.models import NameWord, Person
from simpul.registry.rules.people import search_sounds


def keep_name_words(person: Person) -> None:
    """The words of the name and of the other names in use, no more and no less."""
    names = [*person.aliases.filter(ended_at=None).values_list("name", flat=True), person.name]
    wanted = {word: sound for name in names for word, sound in search_sounds(name).items()}
    kept = dict(person.name_words.values_list("word", "sound"))
    person.name_words.filter(word__in={word for word, _ in kept.items() - wanted.items()}).delete()
    missing = sorted(wanted.items() - kept.items())
    NameWord.objects.bulk_create(NameWord(person=person, word=word, sound=sound) for word, sound in missing)

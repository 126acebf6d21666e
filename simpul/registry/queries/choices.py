"""The closed lists of the registry, each code with its word: what forms offer, without touching a table."""

from simpul.registry.models import Alias, Contact, Membership, PaperTask, Person
from simpul.registry.models.facts import Fact

Sex = Person.Sex
NumberState = Person.NumberState
ChangeReason = Person.ChangeReason
CORRECTION_REASONS = [(reason.value, reason.label) for reason in Person.CORRECTION_REASONS]
LEAVING_REASONS = Membership.EndReason.choices
WITHDRAWAL_REASONS = [(reason.value, reason.label) for reason in (Person.Withdrawal.MISTAKE, Person.Withdrawal.TWICE)]
AliasKind = Alias.Kind
ContactKind = Contact.Kind
Safety = Contact.Safety
Paper = PaperTask.Paper
PaperOutcome = PaperTask.Outcome
FactSource = Fact.Source
FactSaidBy = Fact.SaidBy
FactEndReason = Fact.EndReason

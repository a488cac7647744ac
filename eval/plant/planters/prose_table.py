"""Sentences that state another number than the table, and plain statements that the table contradicts."""

from __future__ import annotations

from eval.plant.case import Planted
from eval.plant.clean import Clean
from eval.plant.field import Field, Planter, insert_sentence
from eval.plant.figures import falsified
from eval.plant.phrases.decoys import ALL_DONE
from eval.plant.phrases.of_requests import NOTHING_SAID, OF_REQUESTS
from eval.plant.phrases.of_tables import OF_ANNEX, OF_DISCLOSURE
from eval.plant.phrases.phrase import Phrase, usable
from schemas.enums import FindingKind

__all__ = ["PLANTERS"]

_ELSEWHERE = ("opening", "problems", "other_matters")
_ROUNDED_AWAY = (2, 3, 5)
"""A rounded number is wrong only where it is far off."""
_FORMS = ("2021", "2021", "2019", "2021", "statistics", "2019", "2021")
_MOST_DONE = (
    *ALL_DONE,
    "本年度收到的申请均已办结，无一结转。",
    "所有依申请公开事项已全部办结到位。",
)


def _bank(form: str) -> tuple[Phrase, ...]:
    if form == "statistics":
        return OF_ANNEX
    # A sum that the sentence itself draws is another kind of error.
    return tuple(p for p in (*OF_REQUESTS, *OF_DISCLOSURE) if "合计" not in p.text)


def prose_table(field: Field) -> Planted:
    """One number of one sentence is not the table's, in no reading of the sentence."""
    form = field.turn(_FORMS)
    if field.number % 6 == 5:
        return _nothing(field, form)
    clean = field.clean(form, busy=True)
    # Quantities take turns before wordings do, so that the long lists are not all that is seen.
    phrases = usable(_bank(form), clean.ledger)
    keys = list(dict.fromkeys(phrase.key for phrase in phrases))
    key = keys[(field.number * 5 + field.seed) % len(keys)]
    phrase = field.random.choice([phrase for phrase in phrases if phrase.key == key])
    right = clean.ledger.values[key]
    if phrase.rounded:
        wrong = right * field.random.choice(_ROUNDED_AWAY)
    else:
        wrong = falsified(field.random, right, clean.ledger.legitimate(key), clean.ledger.neighbours(key))
    text = clean.writer.write(phrase, {**clean.ledger.values, key: wrong}, field.random)
    return _said(field, clean, text, key)


def _nothing(field: Field, form: str) -> Planted:
    """None, says the sentence; some, says the table."""
    about = field.turn(("received", "received", "reviews", "litigations", "received"))
    clean = field.clean(form, lambda clean: clean.ledger.values[about] > 0, busy=about == "received")
    text = clean.writer.write(field.random.choice(NOTHING_SAID[about]), clean.ledger.values, field.random)
    return _said(field, clean, text, about)


def _said(field: Field, clean: Clean, text: str, key: str) -> Planted:
    where = "overview" if field.random.random() < 0.7 else field.random.choice(_ELSEWHERE)
    if where == "other_matters" and clean.truth.form == "statistics":
        where = "overview"
    truth = insert_sentence(field.random, clean.truth, text, where)
    expected = field.expect(paths=clean.ledger.paths_of(key))
    allowed = frozenset({FindingKind.PROSE_SUM, FindingKind.CONTRADICTION})
    return field.planted(expected, clean, truth, text, allowed=allowed)


def contradiction(field: Field) -> Planted:
    """All is done, says the sentence; requests are carried out, says the table."""
    forms = ("2021", "2019", "2021")
    clean = field.clean(field.turn(forms), lambda clean: clean.ledger.values["carried_out"] > 0, busy=True)
    text = field.turn(_MOST_DONE)
    truth = insert_sentence(field.random, clean.truth, text)
    expected = field.expect(paths=clean.ledger.paths_of("carried_out"), quotes=(text,))
    return field.planted(expected, clean, truth, text)


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.PROSE_TABLE: prose_table,
    FindingKind.CONTRADICTION: contradiction,
}

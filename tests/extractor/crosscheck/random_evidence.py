"""Evidence of every kind, from one seed: forms whose sums often hold, and readers that may do anything."""

from __future__ import annotations

from random import Random

from crosscheck_cases import COLUMNS, OUTCOMES, PATHS, ROWS, cell

from extractor.crosscheck import Evidence
from schemas import Reading, Span, cell_definitions
from schemas.enums import Origin, PlacedBy, State, TableKind, Witness

__all__ = ["consistent", "evidence"]

_READERS = (Witness.RULES, Witness.RULES, Witness.MODEL, Witness.OCR2)
_LOCAL = tuple(path for path in cell_definitions() if path.startswith("requests.other_handling"))
_ANNEX = tuple(path for path in cell_definitions() if path.startswith("statistics."))


def consistent(random: Random, most: int = 4) -> dict[str, int]:
    """Every cell of the form of 2021; all identities hold."""
    values = dict.fromkeys(PATHS, 0)
    for column in COLUMNS[:-1]:
        for name in OUTCOMES:
            values[cell(name, column)] = random.randint(1, most) if random.random() < 0.15 else 0
        done = sum(values[cell(name, column)] for name in OUTCOMES)
        left, before = random.randint(0, 2), random.randint(0, min(done, 2))
        values[cell("outcome_total", column)] = done
        values[cell("carried_out", column)] = left
        values[cell("carried_in", column)] = before
        values[cell("received", column)] = done + left - before
    for name in ROWS:
        values[cell(name, "total")] = sum(values[cell(name, column)] for column in COLUMNS[:-1])
    for block in ("review", "direct_litigation", "litigation_after_review"):
        path = f"review_and_litigation.{block}."
        values[path + "upheld"] = values[path + "total"] = random.randint(0, most)
    return values


def evidence(seed: int) -> Evidence:
    """Anything that readers may hand over, well made or not."""
    random = Random(seed)
    values = consistent(random) | dict.fromkeys(random.sample(_ANNEX, 12), 1)
    if random.random() < 0.2:
        values |= dict.fromkeys(_LOCAL, random.randint(0, 1))
    rows = set(ROWS if random.random() < 0.7 else random.sample(ROWS, random.randint(1, len(ROWS))))
    paths = [p for p in values if not p.startswith("requests.") or cell_definitions()[p].row.key in rows]
    noise = random.choice((0.01, 0.02, 0.04, 0.3))
    readers = random.sample(_READERS, random.randint(1, 4))
    flavour = {
        "anchored": random.choice((0.0, 0.95, 1.0, 1.0)),
        "loose": random.choice((0.0, 0.0, 1.0)),
        "odd": noise,
        "empty": random.choice((*[0.0] * 6, 0.4)),
        "sums": random.choice((0.0, 0.0, 0.0, 0.2)),
    }
    readings = [
        _reading(random, reader, path, values[path], place, flavour)
        for reader in readers
        for place, path in enumerate(paths)
        if random.random() > noise / 4
    ]
    if random.random() < 0.2:
        readings += [
            _reading(random, Witness.HUMAN, path, values[path], 0, flavour) for path in random.sample(paths, 2)
        ]
    disputed = [kind for kind in TableKind if random.random() < 0.04]
    due = tuple(path for path in paths if random.random() > 0.02)
    return Evidence(tuple(readings), due, random.choice(list(Origin)), frozenset(disputed))


def _reading(random: Random, reader: Witness, path: str, value: int, place: int, flavour: dict[str, float]) -> Reading:
    state = State.NUMBER
    slip = str(value).replace("0", "O", 1).replace("1", "l", 1)
    if random.random() < flavour["odd"]:
        state = random.choice((*State, State.BLANK, State.UNREADABLE))
        value = max(0, value + random.choice((-1, 0, 1, 7)))
    elif value == 0 and random.random() < flavour["empty"]:
        state = State.BLANK
    span: Span | None = (10 * place, 10 * place + 4)
    if random.random() < flavour["odd"] / 4:
        span = random.choice((None, (0, 4)))
    anchored = random.random() < flavour["anchored"]
    return Reading(
        path,
        reader,
        state,
        value if state is State.NUMBER else None,
        {State.NUMBER: str(value), State.MARK: "/", State.UNREADABLE: random.choice((slip, "■"))}.get(state, ""),
        span,
        placed_by=PlacedBy.SUMS if random.random() < flavour["sums"] else random.choice(tuple(PlacedBy)[:2]),
        anchored=anchored,
        grid=reader is Witness.RULES and random.random() < 0.9,
        unit_known=random.random() > flavour["odd"],
        loose_run="run" if not anchored and random.random() < flavour["loose"] else None,
    )

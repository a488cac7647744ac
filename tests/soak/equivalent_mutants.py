"""Changes of a formula that change no figure, by module and name of the mutant, each with the reason why not."""

from __future__ import annotations

__all__ = ["EQUIVALENT"]

_TYPES = "says to the type checker what the condition before it has made sure of"

EQUIVALENT: dict[str, dict[str, str]] = {
    "eval.statistics": {
        "module: 100 → 101": "one halving more is far below the last bit of a float",
        "__init__: 1 → 2": "a draw that counts twice in every count counts twice in every n",
        "upper_bound: _at_most(errors, n, middle) > 1 - level → _at_most(errors, n, middle) >= 1 - level": (
            "the halving ends beside the bound, from whichever side it meets it"
        ),
    },
    "eval.outcomes": {
        "nonzero: self.number and self.label is not None and (self.label.value != 0) → "
        "self.number and self.label.value != 0": _TYPES,
        "judge_cells: moved.get(path) if outcome in (Outcome.WRONG, Outcome.INVENTED) else None → "
        "moved.get(path) if True else None": "only numbers that differ from the label's are strays: wrong or invented",
        "_outcome: given and given[0] in (State.NUMBER, State.MARK) → given[0] in (State.NUMBER, State.MARK)": (
            "a path that no label has is one of the prediction's"
        ),
    },
    "eval.drift": {
        "_alone: value is not None and (not -_DISTINCTIVE < value < _DISTINCTIVE) → "
        "not -_DISTINCTIVE < value < _DISTINCTIVE": _TYPES,
    },
    "eval.facts": {"_unlike: 100 → 101": "all distances are greater by one, and their order is the same"},
    "eval.figures.doubt": {
        "_is_true: label is not None and candidate.value == label.value → candidate.value == label.value": _TYPES,
    },
    "eval.figures.risk": {
        "_grouped: cell.scored and cell.predicted and cell.predicted.status → cell.scored and cell.predicted": (
            "every cell of a run's results has a status"
        ),
    },
}

"""Cells that hold what they cannot: parts above their whole, words for numbers, blanks for zeros, money without a unit."""

from __future__ import annotations

from dataclasses import replace

from eval.plant.arithmetic import sums_of
from eval.plant.case import Planted
from eval.plant.chain import with_numbers
from eval.plant.field import Field, Planter
from eval.truth import Truth, TruthCell
from schemas.enums import FindingKind, Severity, State

__all__ = ["PLANTERS"]

_GARBAGE = ("待统计", "见附件", "若干", "#REF!", "XX", "详见网站", "???", "未填报", "数据待核", "ＸＸ")
_BELOW = ("-{n}", "－{n}", "-{n}", "−{n}")
_BROKEN = ("{n}.5", "{n}.25", "{n}.7")


def _alone(truth: Truth) -> list[str]:
    """Paths of counts that stand in no sum: a slip there breaks nothing else."""
    summed = {path for one in sums_of(truth.cells) for path in one.paths}
    money = (".amount", "fees_charged", "budget", ".change")
    parts = (".by_principal", ".press_conferences", ".online_interviews", "statistics.disclosed")
    channels = "statistics.channels"
    return [
        path
        for path in truth.cells
        if path not in summed and not path.endswith((*money, *parts)) and not path.startswith((channels, parts[-1]))
    ]


def value_kind(field: Field) -> Planted:
    """A count below zero or with decimals, an amount below zero, words where a number belongs."""
    way = field.turn(("below", "broken", "garbage", "garbage", "amount"))
    form = field.random.choice(("2021", "2021", "2019")) if way == "amount" else None
    clean = field.clean(form)
    cells = dict(clean.truth.cells)
    paths = [path for path in cells if path.endswith("fees.amount" if form == "2021" else "procurement.amount")]
    path = field.random.choice(paths if way == "amount" else _alone(clean.truth))
    number = field.random.randint(1, 90)
    texts = {"below": _BELOW, "amount": _BELOW, "broken": _BROKEN, "garbage": _GARBAGE}[way]
    printed = field.random.choice(texts).format(n=number)
    unit = "万元" if way == "amount" and "元" in cells[path].printed else ""
    state = State.UNREADABLE if way == "garbage" else State.NUMBER
    cells[path] = TruthCell(printed + unit, None if way == "garbage" else 0, state)
    truth = replace(clean.truth, cells=cells)
    allowed = frozenset({FindingKind.PROSE_TABLE, FindingKind.UNIT_UNKNOWN})
    return field.planted(
        field.expect(paths=frozenset({path})), clean, truth, f"{path}: {printed}{unit}", allowed=allowed
    )


def part_exceeds(field: Field) -> Planted:
    """A part (其中) above the number that it is a part of."""
    parents = {
        "statistics.disclosed.normative_documents": "statistics.disclosed",
        "statistics.interpretation.press_conferences.by_principal": "statistics.interpretation.press_conferences",
        "statistics.interpretation.online_interviews.by_principal": "statistics.interpretation.online_interviews",
    }
    clean = field.clean("statistics")
    part, whole = field.turn(list(parents.items()))
    number = int(clean.truth.cells[whole].amount) + field.random.choice((1, 2, 9, 30))
    truth = replace(clean.truth, cells=with_numbers(clean.truth.cells, {part: number}))
    expected = field.expect(paths=frozenset({part, whole}))
    return field.planted(expected, clean, truth, f"{part}: {number} of {clean.truth.cells[whole].printed}")


def blank_zero(field: Field) -> Planted:
    """Zeros of one table left blank or marked, all its sums as they were."""
    table = field.turn(("requests", "review_and_litigation", "requests", "statistics"))
    form = "statistics" if table == "statistics" else field.random.choice(("2021", "2019"))
    clean = field.clean(form, busy=table == "requests")
    while not any(cell.value and path.startswith(table) for path, cell in clean.truth.cells.items()):
        clean = field.clean(form)
    instead = field.turn(
        (TruthCell("", None, State.BLANK), TruthCell("", None, State.BLANK), TruthCell("/", None, State.MARK))
    )
    summed = {path for one in sums_of(clean.truth.cells) for path in one.paths if path.startswith(table)}
    zeros = [path for path in clean.truth.cells if path in summed and clean.truth.cells[path].value == 0]
    # Some zeros stay, so that the report is none of those that fill in totals alone.
    chosen = set(field.random.sample(zeros, max(1, len(zeros) * 2 // 3)))
    cells = {path: instead if path in chosen else cell for path, cell in clean.truth.cells.items()}
    expected = field.expect(Severity.NOTE, paths=frozenset({table}), once=True)
    shown = f"{len(chosen)} zeros of {table} printed as {instead.printed!r}"
    return field.planted(expected, clean, replace(clean.truth, cells=cells), shown)


def unit_unknown(field: Field) -> Planted:
    """An amount of money whose header and cell name no unit."""
    form, path, label, text = field.turn(
        (
            ("2019", "article_20_9.procurement.amount", "disclosure.column.amount", "采购总金额"),
            ("2021", "article_20_8.fees.amount", "disclosure.column.fee_amount", "本年收费金额"),
        )
    )
    path = f"proactive_disclosure.{path}"
    clean = field.clean(form, lambda clean: bool(clean.truth.cells[path].value))
    number = field.random.randint(100, 90_000)
    cells = {**clean.truth.cells, path: TruthCell(str(number), number, State.NUMBER)}
    layout = replace(clean.truth.layout, wording={**clean.truth.layout.wording, label: text})
    truth = replace(clean.truth, cells=cells, layout=layout)
    expected = field.expect(None, paths=frozenset({path}))
    return field.planted(expected, clean, truth, f"{text}: {number}")


PLANTERS: dict[FindingKind, Planter] = {
    FindingKind.VALUE_KIND: value_kind,
    FindingKind.PART_EXCEEDS: part_exceeds,
    FindingKind.BLANK_ZERO: blank_zero,
    FindingKind.UNIT_UNKNOWN: unit_unknown,
}

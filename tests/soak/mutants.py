"""Formulas broken on purpose: every small change of a module's source."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from eval.drift import Axis
from eval.figures.label_sums import Verdict
from eval.outcomes import Outcome
from eval.runs.format import Reader
from schemas.enums import Blame, FindingKind, State, Status, TableKind

__all__ = ["Mutant", "mutants_of"]

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_REACHED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min", "sum": "max", "floor": "ceil", "sorted": "list"}
_MEANT = {
    "count": "n",
    "found": "labelled",
    "given": "labelled",
    "high": "low",
    "invented": "given",
    "labelled": "scored",
    "left": "right",
    "low": "high",
    "nonzero": "number",
    "number": "labelled",
    "scope_right": "given",
    "scored": "labelled",
    "silent": "invented",
    "value": "printed",
    "verified": "given",
}
"""Attributes that are easily taken for one another."""
_CLOSED: dict[str, type[Enum]] = {
    one.__name__: one for one in (Axis, Blame, FindingKind, Outcome, Reader, State, Status, TableKind, Verdict)
}

Change = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One broken source."""

    name: str
    """``function: before → after``; of equals a number follows."""
    source: str


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of a module, in the order of its source."""
    tree = ast.parse(source)
    seen: dict[str, int] = {}
    for place, (function, node) in enumerate(_nodes(tree)):
        for number in range(len(_changes(node))):
            broken = copy.deepcopy(tree)
            _, there = list(_nodes(broken))[place]
            before = _shown(node)
            _changes(there)[number]()
            name = f"{function}: {before} → {_shown(there)}"
            seen[name] = seen.get(name, 0) + 1
            yield Mutant(
                name if seen[name] == 1 else f"{name} #{seen[name]}", ast.unparse(ast.fix_missing_locations(broken))
            )


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 110 else f"{text[:107]}..."


def _nodes(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every node that is a formula's, with its function; annotations are none."""
    stack: list[tuple[str, ast.AST]] = [("module", tree)]
    while stack:
        function, node = stack.pop()
        yield function, node
        inner = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else function
        stack += [(inner, child) for child in reversed(list(_children(node)))]


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_no_formula(child):
                yield child


def _is_no_formula(node: ast.AST) -> bool:
    """What an error says, what a module gives away, and that two sequences are of one length."""
    if isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return True
    return isinstance(node, ast.Assign) and any(
        isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets
    )


def _changes(node: ast.AST) -> list[Change]:
    changes: list[Change] = []
    for kind, found in _KINDS.items():
        if isinstance(node, kind):
            changes += found(node)
    return changes


def _setter(node: ast.AST, field: str, value: object) -> Change:
    return lambda: setattr(node, field, value)


def _comparisons(node: ast.Compare) -> Iterator[Change]:
    for place, operator in enumerate(node.ops):
        other = _COMPARED[type(operator)]()
        yield _setter(node, "ops", [*node.ops[:place], other, *node.ops[place + 1 :]])


def _conditions(node: ast.BoolOp) -> Iterator[Change]:
    yield _setter(node, "op", ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for place in range(len(node.values)):
        yield _setter(node, "values", node.values[:place] + node.values[place + 1 :])


def _negations(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.USub):
        yield _setter(node, "op", ast.UAdd())
    else:
        yield _setter(node, "operand", ast.UnaryOp(ast.Not(), node.operand))


def _calculations(node: ast.BinOp) -> Iterator[Change]:
    other = _REACHED.get(type(node.op))
    if other:
        yield _setter(node, "op", other())


def _filters(node: ast.comprehension) -> Iterator[Change]:
    for place in range(len(node.ifs)):
        yield _setter(node, "ifs", node.ifs[:place] + node.ifs[place + 1 :])


def _choices(node: ast.IfExp) -> Iterator[Change]:
    for always in (True, False):
        yield _setter(node, "test", ast.Constant(always))


def _branches(node: ast.If) -> Iterator[Change]:
    if not isinstance(node.body[0], ast.Raise):
        for always in (True, False):
            yield _setter(node, "test", ast.Constant(always))


def _constants(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield _setter(node, "value", not node.value)
    elif isinstance(node.value, int | float):
        yield _setter(node, "value", node.value + 1)


def _calls(node: ast.Call) -> Iterator[Change]:
    for place in range(len(node.keywords) - 1):
        one, other = node.keywords[place : place + 2]
        if one.arg and other.arg:
            pair = [ast.keyword(one.arg, other.value), ast.keyword(other.arg, one.value)]
            yield _setter(node, "keywords", [*node.keywords[:place], *pair, *node.keywords[place + 2 :]])
    if isinstance(node.func, ast.Name) and node.func.id in _CALLED:
        yield _setter(node.func, "id", _CALLED[node.func.id])
    if isinstance(node.func, ast.Attribute) and node.func.attr in _CALLED:
        yield _setter(node.func, "attr", _CALLED[node.func.attr])


def _names(node: ast.Attribute) -> Iterator[Change]:
    if isinstance(node.value, ast.Name) and node.value.id in _CLOSED:
        members = list(_CLOSED[node.value.id].__members__)
        yield _setter(node, "attr", members[(members.index(node.attr) + 1) % len(members)])
    elif node.attr in _MEANT and isinstance(node.ctx, ast.Load):
        yield _setter(node, "attr", _MEANT[node.attr])


def _additions(node: ast.AugAssign) -> Iterator[Change]:
    yield _setter(
        node, "value", ast.Constant(0) if not isinstance(node.value, ast.List | ast.ListComp) else ast.List([])
    )


def _statements(node: ast.AST) -> Iterator[Change]:
    """Statements that do something by themselves are left out, one at a time."""
    body: list[ast.stmt] = getattr(node, "body", [])
    for place, statement in enumerate(body if isinstance(body, list) else []):
        skipped = isinstance(statement, ast.Continue) or (
            isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call | ast.Yield | ast.YieldFrom)
        )
        if skipped:
            yield _setter(node, "body", [*body[:place], ast.Pass(), *body[place + 1 :]])


_KINDS: dict[type[ast.AST], Callable[..., Iterator[Change]]] = {
    ast.Compare: _comparisons,
    ast.BoolOp: _conditions,
    ast.UnaryOp: _negations,
    ast.BinOp: _calculations,
    ast.comprehension: _filters,
    ast.IfExp: _choices,
    ast.If: _branches,
    ast.Constant: _constants,
    ast.Call: _calls,
    ast.Attribute: _names,
    ast.AugAssign: _additions,
    ast.AST: _statements,
}

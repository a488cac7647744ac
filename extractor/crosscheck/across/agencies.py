"""Reports grouped by agency: by name alone, and only where the name leaves no doubt.

Everything goes by key, so that the work grows with the number of reports and not with that of their pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.crosscheck.across.names import AgencyName, read_name

__all__ = ["Agency", "Head", "Member", "agencies"]

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """What of a report says whose it is and of which year."""

    year: int
    source: str
    index: int
    """Its number in the source, from 0."""
    organization: str


@dataclass(frozen=True, slots=True)
class Member:
    """One report of an agency."""

    head: Head
    name: AgencyName


Agency = tuple[Member, ...]
"""The reports of one agency, two at least, by year, source and number in it."""


def agencies(heads: Iterable[Head]) -> list[Agency]:
    """Return the reports of each agency that has several, in an order that the order of the heads does not change.

    Left out are reports whose name does not identify their agency, alone or among the names of this run.
    """
    groups: dict[_Key, list[Member]] = defaultdict(list)
    for head in sorted(set(heads)):
        if name := read_name(head.organization):
            groups[name.key].append(Member(head, name))
    prefectures = {name.above[-1] for name in _names(groups.values()) if name.above and name.in_county}
    found = [
        agency
        for key in sorted(groups)
        for region in _by_region(_placed(groups[key], prefectures))
        for agency in _office_apart(region)
    ]
    return [tuple(agency) for agency in found if len(agency) > 1]


def _names(groups: Iterable[list[Member]]) -> Iterator[AgencyName]:
    return (member.name for group in groups for member in group)


def _placed(members: Sequence[Member], prefectures: set[str]) -> list[Member]:
    """The members without towns that stand directly below a city which has counties: which county's is not said."""
    return [member for member in members if not (member.name.town and member.name.place in prefectures)]


def _by_region(members: Sequence[Member]) -> Iterator[list[Member]]:
    """Members apart by the regions that their names say above the place.

    A name that says less than others belongs to the only one that it fits; where it fits two that contradict each
    other (``甲市翎垣区``, ``乙市翎垣区``), nobody can tell whose it is.
    """
    covers: dict[tuple[str, ...], set[tuple[str, ...]]] = {member.name.above: set() for member in members}
    for above in covers:
        for shorter in _shorter(above) & covers.keys():
            covers[shorter].add(above)
    fullest = {above for above, longer in covers.items() if not longer}
    groups: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    for member in members:
        owners = covers[member.name.above] & fullest or {member.name.above}
        if len(owners) == 1:
            groups[next(iter(owners))].append(member)
    yield from (groups[above] for above in sorted(groups))


def _shorter(above: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What a name may say that leaves out some of the regions above it (two at most)."""
    return {(), *((region,) for region in above)} - {above}


def _office_apart(members: Sequence[Member]) -> Iterator[list[Member]]:
    """Members together, or apart where in some year a government and its office each have a report of their own."""
    own = {office: {m.head.year for m in members if m.name.office is office} for office in (True, False)}
    if own[True] & own[False]:
        yield [member for member in members if not member.name.office]
        yield [member for member in members if member.name.office]
    else:
        yield list(members)

"""The quantities that prose can state of an invented report, by a short key, with the cells that they are the sum of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from random import Random

from eval.truth import Truth
from eval.truth.numbers import magnitude, share_out

__all__ = ["READS", "Ledger", "draw_ledger"]

_REQUESTS = "requests."
_REVIEW = "review_and_litigation."
_DISCLOSURE = "proactive_disclosure."

_CELLS: dict[str, tuple[str, ...]] = {
    "received": ("requests.received.total", "statistics.requests.received"),
    "carried_in": ("requests.carried_in.total",),
    "on_hand": ("requests.received.total", "requests.carried_in.total"),
    "concluded": ("requests.outcome_total.total", "statistics.requests.concluded"),
    "answered": ("requests.outcome_total.total", "statistics.requests.answered"),
    "carried_out": ("requests.carried_out.total",),
    "granted": ("requests.granted.total", "statistics.requests.answered.granted"),
    "partial": ("requests.partially_granted.total", "statistics.requests.answered.partially_granted"),
    "denied": ("requests.denied.*.total", "statistics.requests.answered.denied"),
    "unavailable": ("requests.unavailable.*.total",),
    "not_processed": ("requests.not_processed.*.total",),
    "other_handling": ("requests.other_handling.total", "requests.other_handling.*.total"),
    "natural": ("requests.received.natural_person",),
    "legal": (
        "requests.received.business",
        "requests.received.research",
        "requests.received.nonprofit",
        "requests.received.legal_service",
        "requests.received.other",
    ),
    "reviews": ("review_and_litigation.review.total", "statistics.review"),
    "direct": ("review_and_litigation.direct_litigation.total",),
    "after": ("review_and_litigation.litigation_after_review.total",),
    "litigations": (
        "review_and_litigation.direct_litigation.total",
        "review_and_litigation.litigation_after_review.total",
        "statistics.litigation",
    ),
    "upheld": ("review_and_litigation.review.upheld",),
    "issued": ("*.article_20_1.normative_documents.issued", "statistics.normative_documents_issued"),
    "repealed": ("*.article_20_1.normative_documents.repealed",),
    "in_force": ("*.article_20_1.normative_documents.in_force",),
    "regulations_issued": ("*.article_20_1.regulations.issued",),
    "made": ("*.article_20_1.normative_documents.made",),
    "total_disclosed": ("*.article_20_1.normative_documents.total_disclosed",),
    "licensing": ("*.article_20_5.licensing.decisions",),
    "penalties": ("*.article_20_6.penalties.decisions",),
    "coercion": ("*.article_20_6.coercion.decisions",),
    "disclosed": ("statistics.disclosed",),
    "website": ("statistics.channels.website",),
    "wechat": ("statistics.channels.wechat",),
    "weibo": ("statistics.channels.weibo",),
    "articles": ("statistics.interpretation.articles",),
    "press": ("statistics.interpretation.press_conferences",),
    "in_person": ("statistics.requests.received.in_person",),
    "fax": ("statistics.requests.received.fax",),
    "online": ("statistics.requests.received.online",),
    "letter": ("statistics.requests.received.letter",),
    "other_way": ("statistics.requests.received.other",),
    "meetings": ("statistics.training.meetings",),
    "courses": ("statistics.training.courses",),
    "attendees": ("statistics.training.attendees",),
    "staff": ("statistics.organization.staff",),
    "full_time": ("statistics.organization.staff.full_time",),
    "part_time": ("statistics.organization.staff.part_time",),
}
"""Patterns of paths; a key's value is the sum of the cells that match one."""

READS: dict[str, tuple[str, ...]] = {
    "accepted": ("received", "on_hand"),
    "handled": ("concluded", "on_hand", "received"),
}
"""Verbs that offices use in several ways (受理, 办理), and what they may mean; a report may take any of them."""

_SPEAKING_OF_REQUESTS = ("received", "on_hand", "concluded", "answered")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Values by key; those that stand in the report's tables with their paths, others without."""

    values: Mapping[str, int]
    paths: Mapping[str, tuple[str, ...]]

    def paths_of(self, key: str) -> frozenset[str]:
        """Return the paths of a key, of all that it may mean."""
        keys = READS.get(key, (key,))
        return frozenset(path for one in keys for path in self.paths.get(one, ()))

    def legitimate(self, key: str) -> set[int]:
        """Return every value that a careful reader could take the key's sentence for."""
        keys = READS.get(key, (key,))
        if key in ("concluded", "answered"):
            keys = ("concluded", "answered")
        return {self.values[one] for one in keys if one in self.values}

    def neighbours(self, key: str) -> set[int]:
        """Return the numbers about requests that a slip of the pen might take for it; empty for other keys."""
        family = {*_SPEAKING_OF_REQUESTS, *READS}
        return {self.values[one] for one in family if one in self.values} if key in family else set()


def draw_ledger(random: Random, truth: Truth) -> Ledger:
    """Return the report's quantities, and free ones that stand in none of its tables but are consistent with them."""
    values: dict[str, int] = {}
    paths: dict[str, tuple[str, ...]] = {}
    for key, patterns in _CELLS.items():
        found = tuple(path for path in truth.cells if any(fnmatchcase(path, pattern) for pattern in patterns))
        if found:
            paths[key] = found
            values[key] = sum(int(truth.cells[path].amount) for path in found)
    # The lead reading of a verb that has several: each office keeps to one.
    for key, reads in READS.items():
        there = [one for one in reads if one in values]
        values[key] = values[random.choice(there)]
    for key, number in _free(random, values, truth.form).items():
        values.setdefault(key, number)
    return Ledger(values, paths)


def _free(random: Random, values: Mapping[str, int], form: str) -> dict[str, int]:
    """Numbers that no table holds: ways in, subjects, last year's, other agencies'."""
    received = values["received"]
    free: dict[str, int] = {}
    ways = share_out(random, received, [5, 2, 1])
    if form != "statistics":
        free |= dict(zip(("online", "letter", "in_person"), ways, strict=True))
        free |= {"disclosed": magnitude(random, 5, zero=0.0), "articles": random.randint(3, 90)}
        channels = share_out(random, free["disclosed"], [6, 3, 1])
        free |= dict(zip(("by_website", "by_wechat", "by_other"), channels, strict=True))
        free |= {"courses": random.randint(1, 9), "meetings": random.randint(1, 9)}
    whole = random.randint(12, 160)
    free |= {"readings": whole}
    readings = share_out(random, whole, [3, 2, 1])
    free |= dict(zip(("reading_text", "reading_picture", "reading_video"), readings, strict=True))
    free["topic_a"] = random.randint(0, received // 2)
    free["topic_b"] = random.randint(0, (received - free["topic_a"]) // 2)
    free["last_year"] = max(1, received + random.randint(-min(received, 40), 60))
    free["hotline"] = magnitude(random, 4, zero=0.0) + 20
    free["hotline_last"] = max(1, free["hotline"] + random.randint(-free["hotline"] // 3, free["hotline"] // 2))
    free["elsewhere"] = received + random.randint(7, 900)
    free["ever"] = magnitude(random, 5, zero=0.0) + 1_000
    free["visits"] = random.randint(2_000, 90_000)
    return free

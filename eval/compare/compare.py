"""Two runs to one comparison. Pure: the runs and labels that are given, and one seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from eval.compare.belief import marked, marked_slices
from eval.compare.fact_flips import fact_flips
from eval.compare.figures import changes, clusters_of, slices
from eval.compare.flips import cell_flips
from eval.compare.format import Change, Comparison, FactFlip, Flip, Impact, ReaderComparison, Verdict
from eval.compare.groups import by_prompt, by_section, gravity, wins
from eval.compare.impact import PairFlips, impact
from eval.compare.pairing import DocumentPair, Labels, pair_documents, pair_reports
from eval.compare.prompt_changes import prompt_changes
from eval.compare.sentence import sentence
from eval.compare.settings import different_settings, different_usage
from eval.compare.verdict import verdict
from eval.runs.format import Header, Reader, RunFile
from eval.statistics import Resamples
from extractor.errors import UsageError

__all__ = ["RESAMPLES", "compare"]

RESAMPLES = 2_000
"""Of the bootstrap, unless another number is asked for."""
LEVEL = 0.95

F = TypeVar("F", Flip, FactFlip)

_PREFERRED = (Reader.CROSSCHECK, Reader.MODEL, Reader.RULES, Reader.NAIVE)


def compare(  # noqa: PLR0913  one a choice
    a: RunFile,
    b: RunFile,
    *,
    reader: Reader | None = None,
    against: Reader | None = None,
    labels: Labels | None = None,
    gold: Sequence[str] = (),
    seed: int | None = None,
    resamples: int = RESAMPLES,
    shipped: Mapping[str, str] = MappingProxyType({}),
) -> Comparison:
    """Return what differs between two runs; ``compare(b, a)`` is its mirror image.

    Args:
        a: the first run.
        b: the second run: the verdict says whether it is better.
        reader: the headline; None for the cross-check, or where one run has none the first reader that both have.
        against: the reader of A that ``reader`` of B is compared with, where that is another.
        labels: by document id, in place of those of the runs.
        gold: names of the gold sets that ``labels`` come from.
        seed: of the bootstrap; None for that of the runs, of two the smaller one.
        resamples: of the bootstrap.
        shipped: the texts of the prompts that ship, by hash: for how the prompts differ.

    Raises:
        UsageError: no document or no reader is in both, or the runs hold different labels and none are given.
    """
    documents, about = pair_documents(a, b, labels, gold)
    (headline, *others) = _readers(documents, reader, against)
    chosen = min(a.header.seed, b.header.seed) if seed is None else seed

    def made(pair: tuple[Reader, Reader]) -> ReaderComparison:
        return _compared(documents, pair, (a.header, b.header), chosen, resamples)

    return Comparison(
        a=a.header.name,
        b=b.header.name,
        seed=chosen,
        resamples=resamples,
        level=LEVEL,
        settings=different_settings(a.header, b.header),
        prompts=prompt_changes(a.header, b.header, shipped),
        replayed=(_replayed(a.header), _replayed(b.header)),
        documents=about,
        headline=made(headline),
        others=tuple(made(pair) for pair in others),
        usage=different_usage(a.header, b.header),
    )


def _replayed(header: Header) -> bool | None:
    return header.asked.cassettes if header.asked else None


def _readers(
    documents: Sequence[DocumentPair], reader: Reader | None, against: Reader | None
) -> list[tuple[Reader, Reader]]:
    """The readers of A and B that are compared, the headline first; alone where they are two different ones."""
    both = [one for one in _PREFERRED if _read(documents, one, one)]
    if reader is None and not both:
        raise UsageError("no reader has read a document in both runs; name two with --reader and --against")
    ours, theirs = against or reader or both[0], reader or both[0]
    if not _read(documents, ours, theirs):
        raise UsageError(
            f"no document was read by {ours} in the first run and by {theirs} in the second; "
            f"in both there are {', '.join(both) or 'none'}"
        )
    return [(ours, theirs), *((one, one) for one in both if ours == theirs != one)]


def _read(documents: Iterable[DocumentPair], ours: Reader, theirs: Reader) -> list[DocumentPair]:
    return [pair for pair in documents if ours in pair.a.extractions and theirs in pair.b.extractions]


def _compared(
    documents: Sequence[DocumentPair],
    readers: tuple[Reader, Reader],
    headers: tuple[Header, Header],
    seed: int,
    resamples: int,
) -> ReaderComparison:
    read = _read(documents, *readers)
    names = {pair.name for pair in read}
    pairs = pair_reports(read, *readers)
    drawn = Resamples(len(pairs), seed, resamples, LEVEL)
    found = [PairFlips(pair, tuple(cell_flips(pair)), tuple(fact_flips(pair))) for pair in pairs]
    flips = _gravest_first(flip for one in found for flip in one.cells)
    facts = _gravest_first(flip for one in found for flip in one.facts)
    failed_a = tuple(pair.name for pair in read if pair.a.extractions[readers[0]].error)
    failed_b = tuple(pair.name for pair in read if pair.b.extractions[readers[1]].error)
    clusters = clusters_of(pairs)
    figures = marked(changes(clusters, drawn), readers)
    counts = impact(found)
    return ReaderComparison(
        reader_a=readers[0],
        reader_b=readers[1],
        documents=len(read),
        reports=len(pairs),
        left_out=tuple(pair.name for pair in documents if pair.name not in names),
        failed_a=failed_a,
        failed_b=failed_b,
        verdict=_verdict(figures, counts),
        impact=counts,
        changes=figures,
        slices=marked_slices(slices(pairs, clusters, drawn), readers),
        wins=wins([(one.pair, one.cells) for one in found]),
        flips=flips,
        fact_flips=facts,
        by_section=by_section(flips, facts),
        by_prompt=by_prompt(_prompts(headers[0], readers[0]), _prompts(headers[1], readers[1]), flips, facts),
    )


def _verdict(figures: Sequence[Change], counts: Impact) -> Verdict:
    moved = [moves.changed or moves.uncounted for moves in (counts.cells, counts.facts)]
    word, reasons = verdict(figures, same=not any(moved))
    return Verdict(word=word, sentence=sentence(word, reasons, counts), reasons=reasons)


def _gravest_first(flips: Iterable[F]) -> tuple[F, ...]:
    return tuple(sorted(flips, key=lambda flip: gravity(flip.kind)))


def _prompts(header: Header, reader: Reader) -> Mapping[str, str]:
    """Those that a reader's answers come from."""
    asks = reader in (Reader.MODEL, Reader.CROSSCHECK)
    return header.asked.prompts if asks and header.asked else {}

"""Bytes to text, by what the bytes are and not by what they are declared to be.

Declarations of a charset in these pages are wrong too often to count. The order is: byte-order mark; strict UTF-8;
else the one of UTF-8, GB18030 and Big5 that yields the most sensible Chinese (strict GB18030 accepts Big5 bytes and
gives nonsense, so "it decodes" proves nothing). Text that was UTF-8, read as GBK once and saved again, is recovered.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from extractor.errors import SourceError
from extractor.sources.budget import DEFAULT_BUDGET, Budget
from extractor.sources.chinese import sense
from extractor.sources.file_kind import refuse_unreadable
from extractor.sources.misread import recover
from extractor.sources.notices import Notice, notice
from extractor.sources.spacing import is_blank

__all__ = ["Decoded", "decode", "within_size"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Longest first where one begins like another."""

_GUESSES = ("utf-8", "gb18030", "big5hkscs")
"""Tried in this order; a later one must make more sense to win."""

_SAMPLE = 200_000
"""Characters by which encodings are compared."""

_BROKEN_SHARE = 0.2
"""With more of its characters undecodable than this a file is no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without its byte-order mark."""

    text: str
    encoding: str
    """Python's name of the encoding: ``utf-8``, ``gb18030``, ``big5``, ``utf-16-le`` …"""
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, *, budget: Budget = DEFAULT_BUDGET) -> Decoded:
    """Return the text of a file with the encoding that was found.

    Undecodable bytes become U+FFFD, with an ``encoding`` notice; a character cut off at the very end is left out,
    with a notice too.

    Raises:
        SourceError: ``too_large``, ``empty`` or ``binary``; the message says what to do next.
    """
    within_size(data, budget)
    refuse_unreadable(data)
    text, encoding, cut = _by_bom(data) or _by_content(data)
    notices = []
    if cut:
        notices.append(notice("encoding", "cut_off", cut))
    recovered = recover(text)
    if recovered is not None:
        text = recovered
        notices.append(notice("encoding", "read_as_gbk"))
    broken = text.count("\ufffd")
    if broken:
        if broken > _BROKEN_SHARE * len(text):
            raise SourceError(
                "binary", "the bytes are no text in UTF-8, GB18030 or Big5: save it as UTF-8 text or HTML"
            )
        notices.append(notice("encoding", "undecodable", broken))
    if is_blank(text):
        raise SourceError("empty", "the source holds no text: check that it was saved whole")
    return Decoded(text, encoding, tuple(notices))


def within_size(data: bytes, budget: Budget) -> None:
    """Return if a file is not too large to be looked at.

    Raises:
        SourceError: ``too_large``.
    """
    if len(data) > budget.input_bytes:
        limit = budget.input_bytes // (1024 * 1024)
        raise SourceError("too_large", f"the source has {len(data)} bytes, more than {limit} MB: split it into reports")


def _by_bom(data: bytes) -> tuple[str, str, int] | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text, cut = _lenient(data[len(bom) :], encoding)
            return text, encoding, cut
    return None


def _by_content(data: bytes) -> tuple[str, str, int]:
    strict = _strict(data, "utf-8")
    if strict is not None:
        return strict[0], "utf-8", strict[1]
    best = (_lenient(data, "utf-8"), "utf-8")
    best_sense = -1.0
    for encoding in _GUESSES:
        guess = _lenient(data, encoding)
        guess_sense = sense(guess[0][:_SAMPLE])
        if guess_sense > best_sense:
            best, best_sense = (guess, encoding), guess_sense
    (text, cut), encoding = best
    return text, "big5" if encoding == "big5hkscs" else encoding, cut


def _strict(data: bytes, encoding: str) -> tuple[str, int] | None:
    """Return the text and the bytes of a cut last character, or None where the encoding does not fit."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    return text, len(decoder.getstate()[0])


def _lenient(data: bytes, encoding: str) -> tuple[str, int]:
    strict = _strict(data, encoding)
    return strict if strict is not None else (data.decode(encoding, errors="replace"), 0)

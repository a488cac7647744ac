"""What is uploaded becomes sources and a job, all of it or nothing: once that is answered for, no kill loses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import IO

from sqlalchemy.orm import Session

from extractor.service.jobs.archives import DAMAGED, Archive, Member, Unfit, is_archive
from extractor.service.jobs.limits import Limits
from extractor.service.jobs.names import clean_name
from extractor.service.jobs.settings import JobSettings
from extractor.service.jobs.spool import Piece, Spool, TooLong, chunks_of
from extractor.service.store.engine import Store
from extractor.service.store.errors import Refused
from extractor.service.store.jobs import JobInfo, NewItem, create_job, item_hashes, job_by_key
from extractor.service.store.packed import sha256_of
from extractor.service.store.sources import add_source

__all__ = ["Limits", "Upload", "take_up"]


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request."""

    name: str
    """As the browser gives it."""
    data: bytes | IO[bytes]
    """Its bytes, or a file that can be sought in and holds nothing else."""


def take_up(
    store: Store,
    files: Iterable[Upload],
    settings: JobSettings,
    by: str,
    now: Callable[[], datetime],
    *,
    limits: Limits | None = None,
    key: str | None = None,
) -> JobInfo:
    """Keep what was uploaded, and make the job that reads it, in one transaction.

    ZIP archives are opened. What is not taken up is an item of the job with its reason; so is a document that was
    uploaded twice in one request, and is read once.

    Args:
        store: where it is kept.
        files: as they came.
        settings: of the job.
        by: who uploads.
        now: the time.
        limits: None for the usual ones.
        key: chosen by whoever uploads: the same person's request with the same key makes one job, however often it
            comes.

    Raises:
        Refused: nothing was uploaded, or the key was used for other files.
    """
    name = sha256_of(f"{by}\0{key}".encode("utf-8", "surrogatepass")) if key else None
    with Spool() as spool:
        found = list(_once(_Intake(spool, limits or Limits()).entries(files)))
        if not found:
            raise Refused("nothing was uploaded: choose at least one file")
        with store.write() as session:
            known = job_by_key(session, name) if name else None
            if known:
                _check_same(session, known, found)
                return known
            at = now()
            items = [_item(session, entry, spool, by, at) for entry in found]
            return create_job(session, settings=settings.model_dump(), items=items, by=by, at=at, key=name)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A document, or why something is none."""

    name: str
    content: Piece | Unfit


def _once(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    """Yield the entries; of several with the same bytes the first is a document."""
    names: dict[str, str] = {}
    for entry in entries:
        content = entry.content
        if isinstance(content, Piece) and content.sha256 in names:
            content = Unfit("duplicate", f"has the same bytes as {names[content.sha256]}, which is read once")
        elif isinstance(content, Piece):
            names[content.sha256] = entry.name
        yield _Entry(entry.name, content)


def _check_same(session: Session, job: JobInfo, entries: Iterable[_Entry]) -> None:
    """Make sure that a job was made of these entries: nobody is told that files are kept which are not.

    Raises:
        Refused: it was made of others.
    """
    sent = [(entry.name, entry.content.sha256 if isinstance(entry.content, Piece) else None) for entry in entries]
    if sent != item_hashes(session, job.id):
        raise Refused("this key was used for an upload of other files; each upload needs one of its own")


def _item(session: Session, entry: _Entry, spool: Spool, by: str, at: datetime) -> NewItem:
    content = entry.content
    if isinstance(content, Unfit):
        return NewItem(entry.name, None, content.kind, content.message)
    source, _ = add_source(session, name=entry.name, data=spool.read(content), by=by, at=at)
    return NewItem(entry.name, source.id)


class _Intake:
    """Brings the files of one request into the spool, as far as they may be."""

    def __init__(self, spool: Spool, limits: Limits) -> None:
        self._spool, self._limits = spool, limits
        self._documents = 0
        self._unpacked = 0

    def entries(self, files: Iterable[Upload]) -> Iterator[_Entry]:
        for file in files:
            name = clean_name(file.name)
            data = BytesIO(file.data) if isinstance(file.data, bytes) else file.data
            yield from self._of_file(name, data, 1)

    def _of_file(self, name: str, data: IO[bytes], depth: int) -> Iterator[_Entry]:
        """A document, or what an archive holds; ``depth`` is that of an archive, the outermost's 1."""
        try:
            archive = self._opened(data, depth)
            members = self._members(archive) if archive else None
        except Unfit as unfit:
            yield _Entry(name, unfit)
            return
        if archive is None or members is None:
            yield _Entry(name, self._document(data))
            return
        for member in members:
            yield from self._of_member(f"{name}/{member.name}", archive, member, depth)

    def _opened(self, data: IO[bytes], depth: int) -> Archive | None:
        """The archive that a file is; None where it is a document.

        Raises:
            Unfit: it is an archive, and cannot or must not be opened.
        """
        if not is_archive(data):
            return None
        try:
            archive = Archive(data, self._limits)
        except Unfit as unfit:
            if unfit.kind == "unreadable" and data.seek(0, 2) <= self._limits.file_bytes:
                return None  # perhaps an office file; whoever reads it says what is wrong with it
            raise
        if archive.is_document:
            return None
        if depth > self._limits.zip_depth:
            raise Unfit("hostile", "it is an archive within an archive: unpack it and upload what is in it")
        return archive

    def _members(self, archive: Archive) -> list[Member]:
        """What an archive holds.

        Raises:
            Unfit: nothing, or more than may be.
        """
        members = list(archive.members())
        if not members:
            raise Unfit("empty", "the archive holds no document")
        if self._documents + len(members) > self._limits.files:
            raise Unfit(
                "too_large", f"with what the archive holds it would be more than {self._limits.files} documents"
            )
        unpacked = sum(member.size for member in members if not member.unfit)
        if self._unpacked + unpacked > self._limits.zip_total:
            raise Unfit("hostile", f"the archive unpacks to more than {self._limits.zip_total >> 20} MB")
        self._unpacked += unpacked
        return members

    def _of_member(self, name: str, archive: Archive, member: Member, depth: int) -> Iterator[_Entry]:
        if member.unfit:
            yield _Entry(name, member.unfit)
            return
        try:
            with archive.unpack(member) as stream:
                content = self._document(stream)
        except DAMAGED:
            content = Unfit("unreadable", "it is damaged in the archive, and cannot be unpacked")
        if isinstance(content, Piece):
            data = BytesIO(self._spool.read(content))
            if is_archive(data):
                yield from self._of_file(name, data, depth + 1)
                return
        yield _Entry(name, content)

    def _document(self, data: IO[bytes]) -> Piece | Unfit:
        if self._documents >= self._limits.files:
            return Unfit("too_large", f"one request takes {self._limits.files} documents: send the others in another")
        if data.seekable():
            data.seek(0)
        try:
            piece = self._spool.add(chunks_of(data), self._limits.file_bytes)
        except TooLong:
            return Unfit("too_large", f"it has more than {self._limits.file_bytes >> 20} MB")
        self._documents += 1
        return piece

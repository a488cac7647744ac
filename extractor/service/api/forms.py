"""Forms and files as a request sends them, read once and within the limits."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, BinaryIO

from fastapi import Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException

from extractor.service.api.multipart import parsed_form
from extractor.service.api.problems import ProblemError

__all__ = ["FILES", "Files", "Sent", "closed_form", "form_body", "form_of", "sent_files"]

_FIELDS = 64
_FIELD_BYTES = 64 * 1024
_LONGEST_NAME = 1024


async def form_of(request: Request) -> FormData:
    """Return the form that a request sends; empty for any other body.

    Raises:
        starlette.exceptions.HTTPException: it cannot be read, or has too many files or fields.
    """
    limits = request.app.state.service.settings.uploads
    if request._form is None and _is_multipart(request):
        try:  # kept where ``request.form`` keeps it, and ``request.close`` closes it
            request._form = await parsed_form(request, files=limits.files, fields=_FIELDS, field_bytes=_FIELD_BYTES)
        except MultiPartException as error:
            raise HTTPException(400, error.message) from error
    return await request.form(max_files=limits.files, max_fields=_FIELDS, max_part_size=_FIELD_BYTES)


def _is_multipart(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


async def closed_form(request: Request) -> AsyncIterator[None]:
    """Close the files of the form, if one was read, when the request is answered."""
    try:
        yield
    finally:
        await request.close()


@dataclass(frozen=True, slots=True)
class Sent:
    """The files of one upload and the fields beside them."""

    files: list[UploadFile]
    fields: dict[str, str]

    def each(self) -> Iterator[tuple[str, BinaryIO]]:
        """Yield name and content of the files."""
        for file in self.files:
            yield (file.filename or "unnamed")[-_LONGEST_NAME:], file.file


async def sent_files(request: Request) -> Sent:
    """Return what an upload sends.

    Raises:
        ProblemError: it is no form with files.
    """
    if not _is_multipart(request):
        raise ProblemError("unsupported-media-type", "send files as multipart/form-data, field `files`")
    form = await form_of(request)
    pairs = form.multi_items()
    files = [value for name, value in pairs if isinstance(value, UploadFile) and name in ("files", "file")]
    if not files:
        said = "no file in the field `files`"
        raise ProblemError("invalid", said, errors=[{"where": "body.files", "message": said}])
    return Sent(files, {name: value for name, value in pairs if isinstance(value, str)})


Files = Annotated[Sent, Depends(sent_files)]

FILES: dict[str, Any] = {"type": "array", "minItems": 1, "items": {"type": "string", "format": "binary"}}
"""The field ``files`` in the API's description."""


def form_body(**fields: dict[str, Any]) -> dict[str, Any]:
    """Return what the API's description says of a route that takes ``Files``.

    Args:
        fields: of the form, ``files`` among them, each as a JSON schema.
    """
    kinds = {name: field["contentMediaType"] for name, field in fields.items() if "contentMediaType" in field}
    media: dict[str, Any] = {"schema": {"type": "object", "required": ["files"], "properties": fields}}
    if kinds:
        media["encoding"] = {name: {"contentType": kind} for name, kind in kinds.items()}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": media}}}

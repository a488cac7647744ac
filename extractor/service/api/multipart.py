"""Forms with files whose names may be long: a name costs the file its place in a sentence, and no other file anything."""

from __future__ import annotations

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser

__all__ = ["parsed_form"]

_HEADER_BYTES = 64 * 1024
"""Of one line in a part's head, where the file's name stands; the parser's own bound is 4 KB."""
_CALLBACKS = (
    "on_part_begin",
    "on_part_data",
    "on_part_end",
    "on_header_field",
    "on_header_value",
    "on_header_end",
    "on_headers_finished",
    "on_end",
)


async def parsed_form(request: Request, *, files: int, fields: int, field_bytes: int) -> FormData:
    """Return the form of a ``multipart/form-data`` request.

    Args:
        request: whose body was not read yet.
        files: at most.
        fields: that are no files, at most.
        field_bytes: of one of them, at most.

    Raises:
        MultiPartException: it cannot be read, or has more; the files that were there are closed.
    """
    return await _Parser(
        request.headers, request.stream(), max_files=files, max_fields=fields, max_part_size=field_bytes
    ).parse()


class _Parser(MultiPartParser):
    async def parse(self) -> FormData:
        _, options = parse_options_header(self.headers["content-type"])
        if not options.get(b"boundary"):
            raise MultiPartException("Missing boundary in multipart.")
        self._charset = "utf-8"
        callbacks = {name: getattr(self, name) for name in _CALLBACKS}
        try:
            parser = MultipartParser(options[b"boundary"], callbacks, max_header_size=_HEADER_BYTES)  # type: ignore[arg-type]
            async for chunk in self.stream:
                parser.write(chunk)
                await self._write_files()
            parser.finalize()
        except FormParserError as error:
            self._close_files()
            raise MultiPartException("Invalid multipart data.") from error
        except BaseException:
            self._close_files()
            raise
        return FormData(self.items)

    async def _write_files(self) -> None:
        """Keep what came of files; the parser, which cannot wait, has put it aside."""
        for part, data in self._file_parts_to_write:
            if part.file:
                await part.file.write(data)
        for part in self._file_parts_to_finish:
            if part.file:
                await part.file.seek(0)
        self._file_parts_to_write.clear()
        self._file_parts_to_finish.clear()

    def _close_files(self) -> None:
        for file in self._files_to_close_on_error:
            file.close()

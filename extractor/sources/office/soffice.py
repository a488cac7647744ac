"""Old office files turned into new ones by LibreOffice, in a folder and a profile of their own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from extractor.errors import SourceError
from extractor.sources.office.program import MOST_OUTPUT, installed, run_program

__all__ = ["INSTALL", "converted", "is_installed"]

INSTALL = "install LibreOffice (Debian, Ubuntu: apt install libreoffice-writer libreoffice-calc)"
_SECONDS = 90.0
_NAMES = ("soffice", "libreoffice")
_FILTERS = {
    ("doc", "docx"): ("MS Word 97", "MS Word 2007 XML"),
    ("rtf", "docx"): ("Rich Text Format", "MS Word 2007 XML"),
    ("xls", "xlsx"): ("MS Excel 97", "Calc MS Excel 2007 XML"),
    ("docx", "doc"): ("MS Word 2007 XML", "MS Word 97"),
    ("xlsx", "xls"): ("Calc MS Excel 2007 XML", "MS Excel 97"),
    ("docx", "rtf"): ("MS Word 2007 XML", "Rich Text Format"),
}
"""The filters by which a kind is read and another is written: a file is never taken for another kind by its content."""
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "1"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    *(("org.openoffice.Inet/Settings", f"ooInet{kind}ProxyName", "127.0.0.1") for kind in ("HTTP", "HTTPS", "FTP")),
    *(("org.openoffice.Inet/Settings", f"ooInet{kind}ProxyPort", "9") for kind in ("HTTP", "HTTPS", "FTP")),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)
"""No macro runs, no link is followed, nothing is computed anew. Pictures of a document are fetched all the same, so the
network is said to be behind a proxy that nobody has: port 9 is that of discard."""


def is_installed() -> bool:
    """True where LibreOffice is there."""
    return bool(installed(*_NAMES))


@lru_cache(maxsize=2)
def converted(data: bytes, kind: str, wanted: str) -> bytes:
    """Return a file as LibreOffice writes it in another format; the last ones are remembered.

    Args:
        data: the file.
        kind: what it is: ``doc``, ``rtf`` or ``xls``.
        wanted: ``docx`` or ``xlsx``.

    Raises:
        SourceError: ``missing_program``, or ``unreadable`` where LibreOffice does not come to an end or makes nothing.
    """
    program = installed(*_NAMES)
    if not program:
        raise SourceError("missing_program", f"this kind of office file needs LibreOffice: {INSTALL}")
    filter_in, filter_out = _FILTERS[kind, wanted]
    with TemporaryDirectory(prefix="gongkai-") as name:
        folder = Path(name)
        profile = folder / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
        source = folder / f"source.{kind}"
        source.write_bytes(data)
        options = ["--headless", "--norestore", "--nologo", "--nodefault", "--nofirststartwizard", "--nolockcheck"]
        options += [f"-env:UserInstallation={profile.as_uri()}", f"--infilter={filter_in}"]
        command = [program, *options, "--convert-to", f"{wanted}:{filter_out}", "--outdir", str(folder / "out")]
        code = run_program([*command, str(source)], folder, _SECONDS)
        made = folder / "out" / f"source.{wanted}"
        if code is None:
            raise _failed(f"did not come to an end within {_SECONDS:.0f} seconds")
        if not made.is_file() or not 0 < made.stat().st_size < MOST_OUTPUT:
            raise _failed("could not open it")
        return made.read_bytes()


def _failed(what: str) -> SourceError:
    return SourceError("unreadable", f"LibreOffice {what}: open the file yourself and save it as DOCX or XLSX")


def _profile() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>{items}</oor:items>\n'

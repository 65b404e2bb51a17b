"""Plain text and Markdown with the date in the file's name, as many programs write them."""

import re
from datetime import date, time

from desktop.domain.transfer import ImportFormat, PortableEntry, Reading, SkipReason
from desktop.storage.importers.files import as_text
from desktop.storage.importers.records import NOON, Identity, Setting

SUFFIXES = (".txt", ".md", ".markdown")
# 2026-03-01, 2026_3_1, 2026.03.01, 20260301, with Chinese signs between; then perhaps a time.
_DATED = re.compile(
    r"(?<!\d)(\d{4})[-_. \u5e74]?(\d{1,2})[-_. \u6708]?(\d{1,2})\u65e5?"
    r"(?:[ T_-]+(\d{2})[-_.:\uff1a]?(\d{2})(?:[-_.:\uff1a]?\d{2})?)?(?!\d)"
)
_HEADING = re.compile(r"#\s+")


def read(file: str, content: bytes, setting: Setting) -> Reading:
    """One entry. file: its name, or its path below the folder."""
    reading = Reading()
    dated = _date_in(file)
    if dated is None:
        reading.skip(file, SkipReason.NO_DATE)
        return reading
    day, at = dated
    text = _without_date_heading(as_text(content).strip(), file)
    if text:
        identity = Identity().of(day.isoformat(), at.isoformat(), text)
        created = setting.moment(day, at)
        reading.entries.append(
            PortableEntry(text, created, day, origin=ImportFormat.TEXT, foreign_id=identity)
        )
    return reading


def _date_in(file: str) -> tuple[date, time] | None:
    """The last date in the name, otherwise in the folders above it (2026/03/01.md)."""
    name = file.rsplit(".", 1)[0]
    for place in (name.rsplit("/", 1)[-1], name.replace("/", "-")):
        for match in reversed(list(_DATED.finditer(place))):
            try:
                day = date(int(match[1]), int(match[2]), int(match[3]))
                at = time(int(match[4]), int(match[5])) if match[4] else NOON
            except ValueError:
                continue
            return day, at
    return None


def _without_date_heading(text: str, file: str) -> str:
    """A first line that only repeats the date says nothing more."""
    first, _, rest = text.partition("\n")
    heading = _HEADING.sub("", first).strip()
    match = _DATED.fullmatch(heading)
    return rest.strip() if match and _date_in(f"{heading}.md") == _date_in(file) else text

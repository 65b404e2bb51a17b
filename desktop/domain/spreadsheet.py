"""Tables for spreadsheets: CSV that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

Cell = str | int | float | None

# Excel needs it to see that a CSV file is UTF-8.
MARK = "\ufeff"
# A spreadsheet takes what begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(text: str) -> str:
    """Text that stays text; numbers don't need it."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows with their header first, as the text of a file."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return MARK + file.getvalue()

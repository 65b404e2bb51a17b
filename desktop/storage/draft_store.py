"""What stands half written in the editors, saved while it is typed."""

from desktop.domain.entries import Draft
from desktop.storage.database import Database


class DraftStore:
    """One text for each place (see `desktop.domain.entries`). May raise StorageFailure."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, place: str, text: str, at_utc_ms: int) -> None:
        """Keep the text as it stands; an empty one is none. Durable when this returns."""
        with self._database.transaction():
            self._database.execute("DELETE FROM drafts WHERE place=?", (place,))
            if text.strip():
                sql = "INSERT INTO drafts (place, text, saved_utc_ms) VALUES (?, ?, ?)"
                self._database.execute(sql, (place, text, at_utc_ms))

    def drop(self, place: str) -> None:
        self.save(place, "", 0)

    def draft(self, place: str) -> Draft | None:
        sql = "SELECT place, text, saved_utc_ms FROM drafts WHERE place=?"
        row = self._database.row(sql, (place,))
        return None if row is None else Draft(*row)

    def drafts(self) -> list[Draft]:
        """All of them, the last saved first."""
        sql = "SELECT place, text, saved_utc_ms FROM drafts ORDER BY saved_utc_ms DESC, place"
        return [Draft(*row) for row in self._database.query(sql)]

"""Tags and what carries them. Runs inside transactions; the names are tidy already."""

from desktop.domain.entries import TagUse
from desktop.storage.database import Database

_USES = """
SELECT tags.name, count(entries.id) AS uses
FROM tags LEFT JOIN entry_tags ON entry_tags.tag_id = tags.id
LEFT JOIN entries ON entries.id = entry_tags.entry_id AND entries.trashed_utc_ms IS NULL
GROUP BY tags.id ORDER BY uses DESC, tags.name
"""


def uses(database: Database) -> list[TagUse]:
    return [TagUse(name, entries) for name, entries in database.query(_USES)]


def set_tags(database: Database, entry_id: int, names: tuple[str, ...]) -> None:
    """These and no others."""
    database.execute("DELETE FROM entry_tags WHERE entry_id=?", (entry_id,))
    for name in names:
        add_tag(database, entry_id, name)
    drop_unused(database)


def add_tag(database: Database, entry_id: int, name: str) -> None:
    database.execute("INSERT OR IGNORE INTO tags (name) VALUES (?)", (name,))
    database.execute(
        "INSERT OR IGNORE INTO entry_tags (entry_id, tag_id) SELECT ?, id FROM tags WHERE name=?",
        (entry_id, name),
    )


def rename(database: Database, name: str, new_name: str) -> None:
    if name == new_name:
        return
    carriers = (
        "SELECT entry_id FROM entry_tags JOIN tags ON tags.id = tag_id WHERE name=? ORDER BY 1"
    )
    for (entry_id,) in database.query(carriers, (name,)):
        add_tag(database, entry_id, new_name)
    database.execute("DELETE FROM tags WHERE name=?", (name,))


def drop_unused(database: Database) -> None:
    """A tag's name is the person's words too: with its last entry it goes."""
    database.execute("DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM entry_tags)")

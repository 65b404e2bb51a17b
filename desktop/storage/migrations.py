"""The schema's history: numbered, forward-only, frozen SQL. Imports no application code.

A migration that was released is never edited: values of enums are written out here, and a later
change of theirs is a new migration.
"""

from contextlib import suppress

import apsw

_1_TURNS_AND_LABELS = """
CREATE TABLE topics (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    created_utc_ms INTEGER               -- NULL: the first one, there before anything was written
) STRICT;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,           -- the same in exports: importing again adds nothing
    text TEXT NOT NULL,
    created_utc_ms INTEGER NOT NULL,
    zone TEXT NOT NULL,
    offset_s INTEGER NOT NULL,
    entry_date TEXT NOT NULL
        CHECK (entry_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('chat', 'diary', 'import'))
) STRICT;
CREATE INDEX entries_by_date ON entries (entry_date);

CREATE TABLE turns (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL UNIQUE REFERENCES entries ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topics,
    state TEXT NOT NULL CHECK (state IN ('pending', 'done', 'stopped', 'interrupted', 'failed')),
    reply TEXT NOT NULL DEFAULT '',
    error TEXT,
    weights TEXT,
    tokens INTEGER,
    prompt_tokens INTEGER,
    first_token_s REAL,
    total_s REAL,
    left_out INTEGER,
    shortened INTEGER,                   -- 1: the middle of the entry was not shown to the model
    stop_reason TEXT
) STRICT;
CREATE INDEX turns_by_topic ON turns (topic_id);
CREATE INDEX turns_pending ON turns (id) WHERE state = 'pending';

CREATE TABLE earlier_replies (           -- what was answered before a turn was begun again
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    turn_id INTEGER NOT NULL REFERENCES turns ON DELETE CASCADE,
    text TEXT NOT NULL,
    weights TEXT,
    replaced_utc_ms INTEGER              -- NULL: replaced by a reply that came late
) STRICT;
CREATE INDEX earlier_replies_by_turn ON earlier_replies (turn_id);

CREATE TABLE labels (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('model', 'person', 'import')),
    label TEXT,                          -- NULL: the person says that no label fits
    valence REAL CHECK (valence BETWEEN -2 AND 2),
    confidence REAL,
    task TEXT,
    task_version INTEGER,
    weights TEXT,
    created_utc_ms INTEGER NOT NULL,
    evidence TEXT,
    CHECK (label IS NOT NULL OR (source = 'person' AND valence IS NULL))
) STRICT;
CREATE INDEX labels_by_entry ON labels (entry_id);

-- The person's newest, otherwise the newest imported, otherwise the model's newest. Newest is the
-- highest id: clocks are set back.
CREATE VIEW effective_labels AS
SELECT * FROM labels AS l WHERE l.id = (
    SELECT id FROM labels WHERE entry_id = l.entry_id
    ORDER BY CASE source WHEN 'person' THEN 0 WHEN 'import' THEN 1 ELSE 2 END, id DESC LIMIT 1
);
"""

MIGRATIONS: tuple[str, ...] = (_1_TURNS_AND_LABELS,)
VERSION = len(MIGRATIONS)


def schema_version(connection: apsw.Connection) -> int:
    """How many migrations the file has seen; 0 for a new one."""
    version = connection.execute("PRAGMA user_version").get
    assert isinstance(version, int)
    return version


def migrate(connection: apsw.Connection) -> None:
    """Bring the file up to VERSION, step by step; a step is done and recorded, or neither."""
    for number in range(schema_version(connection) + 1, VERSION + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            _step(connection, number)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                with suppress(apsw.Error):  # the first error is the one worth telling
                    connection.execute("ROLLBACK")
            raise


def _step(connection: apsw.Connection, number: int) -> None:
    # Read again under the lock: another process may have been quicker.
    if schema_version(connection) < number:
        connection.execute(MIGRATIONS[number - 1])
        connection.execute(f"PRAGMA user_version={number}")

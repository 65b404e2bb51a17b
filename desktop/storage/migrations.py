"""The schema's history: numbered, forward-only, frozen SQL. Imports nothing but what is frozen too.

A migration that was released is never edited: values of enums are written out here, and a later
change of theirs is a new migration.
"""

from contextlib import suppress

import apsw

from desktop.storage import search_tokens

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

_2_DIARY = """
ALTER TABLE entries ADD COLUMN edited_utc_ms INTEGER;    -- NULL: as it was first written
ALTER TABLE entries ADD COLUMN trashed_utc_ms INTEGER;   -- NULL: not in the trash
-- Where it was brought from and what it was there: bringing it again adds nothing.
ALTER TABLE entries ADD COLUMN origin TEXT;
ALTER TABLE entries ADD COLUMN foreign_id TEXT;
CREATE UNIQUE INDEX entries_by_origin ON entries (origin, foreign_id) WHERE origin IS NOT NULL;
-- 1: the text was edited after the model had read it.
ALTER TABLE labels ADD COLUMN outdated INTEGER NOT NULL DEFAULT 0;

CREATE TABLE earlier_texts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    text TEXT NOT NULL,
    replaced_utc_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX earlier_texts_by_entry ON earlier_texts (entry_id);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE entry_tags (
    entry_id INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags ON DELETE CASCADE,
    PRIMARY KEY (entry_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_tags_by_tag ON entry_tags (tag_id);

CREATE TABLE drafts (
    place TEXT PRIMARY KEY,              -- which editor it stands in
    text TEXT NOT NULL,
    saved_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mood_names (                -- what other programs' names of moods mean
    name TEXT PRIMARY KEY,
    valence REAL NOT NULL CHECK (valence BETWEEN -2 AND 2)
) STRICT, WITHOUT ROWID;

-- The label that counts is looked for when one is added, not at each reading: a view that did so
-- took half a second for 60 000 entries. The rows in labels stay the truth. What counts: the
-- person's newest, otherwise the newest imported, otherwise the model's newest, by id.
ALTER TABLE entries ADD COLUMN label_id INTEGER;
ALTER TABLE entries ADD COLUMN valence REAL;
UPDATE entries SET (label_id, valence) = (
    SELECT id, valence FROM labels WHERE entry_id = entries.id
    ORDER BY CASE source WHEN 'person' THEN 0 WHEN 'import' THEN 1 ELSE 2 END, id DESC LIMIT 1
);
DROP VIEW effective_labels;
CREATE TRIGGER label_added AFTER INSERT ON labels BEGIN
    UPDATE entries SET (label_id, valence) = (
        SELECT id, valence FROM labels WHERE entry_id = NEW.entry_id
        ORDER BY CASE source WHEN 'person' THEN 0 WHEN 'import' THEN 1 ELSE 2 END, id DESC LIMIT 1
    ) WHERE id = NEW.entry_id;
END;

-- Calendar and charts are read from here alone, without the texts.
CREATE INDEX entries_shown ON entries
    (entry_date, id, valence, label_id, created_utc_ms, zone, offset_s)
    WHERE trashed_utc_ms IS NULL;
CREATE INDEX entries_trashed ON entries (trashed_utc_ms) WHERE trashed_utc_ms IS NOT NULL;
DROP INDEX entries_by_date;

-- What is not in the trash, cut by search_tokens_1. The rowid is day and entry, so that the newest
-- days come first and a span of days is a span of rowids. secure-delete: what leaves the index
-- leaves it at once, not at some later merge.
CREATE VIRTUAL TABLE search USING fts5 (body, content='', tokenize="ascii tokenchars '_'");
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
INSERT INTO search (rowid, body)
    SELECT (replace(entry_date, '-', '') << 27) | id, search_tokens_1(text) FROM entries;
CREATE TRIGGER entry_added AFTER INSERT ON entries WHEN NEW.trashed_utc_ms IS NULL BEGIN
    INSERT INTO search (rowid, body)
    VALUES ((replace(NEW.entry_date, '-', '') << 27) | NEW.id, search_tokens_1(NEW.text));
END;
-- Before, because two triggers at the same moment have no order.
CREATE TRIGGER entry_hidden BEFORE UPDATE OF text, entry_date, trashed_utc_ms ON entries
    WHEN OLD.trashed_utc_ms IS NULL BEGIN
    INSERT INTO search (search, rowid, body) VALUES (
        'delete', (replace(OLD.entry_date, '-', '') << 27) | OLD.id, search_tokens_1(OLD.text)
    );
END;
CREATE TRIGGER entry_shown AFTER UPDATE OF text, entry_date, trashed_utc_ms ON entries
    WHEN NEW.trashed_utc_ms IS NULL BEGIN
    INSERT INTO search (rowid, body)
    VALUES ((replace(NEW.entry_date, '-', '') << 27) | NEW.id, search_tokens_1(NEW.text));
END;
CREATE TRIGGER entry_deleted AFTER DELETE ON entries WHEN OLD.trashed_utc_ms IS NULL BEGIN
    INSERT INTO search (search, rowid, body) VALUES (
        'delete', (replace(OLD.entry_date, '-', '') << 27) | OLD.id, search_tokens_1(OLD.text)
    );
END;
"""

_3_LEARNING = """
-- What the model said by itself, where the label is after what corrections taught; else NULL.
ALTER TABLE labels ADD COLUMN own_label TEXT;
ALTER TABLE labels ADD COLUMN own_confidence REAL;
CREATE INDEX labels_by_person ON labels (entry_id, id) WHERE source = 'person';

CREATE TABLE learning (                  -- one row
    id INTEGER PRIMARY KEY CHECK (id = 1),
    switched_on INTEGER NOT NULL,
    after_label_id INTEGER NOT NULL      -- up to this one all was forgotten
) STRICT, WITHOUT ROWID;
INSERT INTO learning VALUES (1, 1, 0);

-- What the model makes of a text, so that it isn't read again to learn from. Of one model at a
-- time. Numbers are little-endian floats of 32 bits.
CREATE TABLE label_readings (
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    task TEXT NOT NULL,
    task_version INTEGER NOT NULL,
    weights TEXT NOT NULL,
    precision TEXT NOT NULL,
    state BLOB NOT NULL,
    scores BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE learned_layer (             -- one row at most
    id INTEGER PRIMARY KEY CHECK (id = 1),
    task TEXT NOT NULL,
    task_version INTEGER NOT NULL,
    weights TEXT NOT NULL,
    precision TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    numbers BLOB NOT NULL,               -- of each label: one for each of the state, and a bias
    labels INTEGER NOT NULL,
    judged INTEGER NOT NULL,
    own_right INTEGER NOT NULL,
    gained INTEGER NOT NULL,
    lost INTEGER NOT NULL,
    witnesses INTEGER NOT NULL,
    changed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What was learned from a text that was edited or deleted for good goes with it.
CREATE TRIGGER text_replaced AFTER UPDATE OF text ON entries BEGIN
    DELETE FROM label_readings WHERE entry_id = NEW.id;
END;
CREATE TRIGGER reading_deleted AFTER DELETE ON label_readings BEGIN
    DELETE FROM learned_layer;
END;
"""

_4_SAFETY_PLAN = """
CREATE TABLE safety_plan (               -- what to hold on to, in the person's own words
    step TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    saved_utc_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

_5_TASKS = """
CREATE TABLE unlabelled (                -- entries that get no label unless somebody asks for it
    entry_id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE,
    reason TEXT NOT NULL CHECK (reason IN ('asked', 'intent'))
) STRICT, WITHOUT ROWID;

-- Labels by what they are of and by what made them. Texts stand here as keyed hashes only.
CREATE TABLE label_cache_key (key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO label_cache_key (key) VALUES (randomblob(32));
CREATE TABLE label_cache (
    text_hash BLOB NOT NULL,
    made_by BLOB NOT NULL,
    label TEXT NOT NULL,
    confidence REAL NOT NULL,
    probabilities TEXT NOT NULL,
    evidence_from INTEGER,               -- NULL: not looked for; both 0: no sentence by itself
    evidence_to INTEGER,
    PRIMARY KEY (text_hash, made_by)
) STRICT, WITHOUT ROWID;
"""

_6_FIGURES = """
CREATE TABLE request_figures (           -- what requests cost; the newest, and no text
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Whose label stands here; what is deleted for good leaves no trace. NULL: a job's.
    entry_id INTEGER REFERENCES entries ON DELETE CASCADE,
    at_utc_ms INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('turn', 'job', 'label')),
    ending TEXT NOT NULL,
    queue_s REAL NOT NULL,
    preprocessing_s REAL NOT NULL,
    label_s REAL NOT NULL,
    history_s REAL NOT NULL,
    first_token_s REAL NOT NULL,
    decode_s REAL NOT NULL,
    save_s REAL NOT NULL,
    prompt_tokens INTEGER NOT NULL,
    reused_tokens INTEGER NOT NULL,
    tokens INTEGER NOT NULL,
    label TEXT,
    confidence REAL,
    cached INTEGER,                      -- NULL: no label was wanted
    memory_bytes INTEGER NOT NULL,
    peak_bytes INTEGER NOT NULL,
    precision TEXT NOT NULL
) STRICT;
CREATE INDEX request_figures_by_entry ON request_figures (entry_id);
"""

MIGRATIONS: tuple[str, ...] = (
    _1_TURNS_AND_LABELS,
    _2_DIARY,
    _3_LEARNING,
    _4_SAFETY_PLAN,
    _5_TASKS,
    _6_FIGURES,
)
VERSION = len(MIGRATIONS)


def schema_version(connection: apsw.Connection) -> int:
    """How many migrations the file has seen; 0 for a new one."""
    version = connection.execute("PRAGMA user_version").get
    assert isinstance(version, int)
    return version


def migrate(connection: apsw.Connection) -> None:
    """Bring the file up to VERSION, step by step; a step is done and recorded, or neither."""
    search_tokens.register(connection)
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

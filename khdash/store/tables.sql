CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL);

-- The log. A batch is never changed; its state at a moment follows from its events.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    committed_at TIMESTAMP NOT NULL,
    committed_by VARCHAR NOT NULL,
    channel VARCHAR NOT NULL,        -- published | upload | decision | ...
    file_name VARCHAR NOT NULL,
    file_sha256 VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

CREATE TABLE batch_event (
    id INTEGER PRIMARY KEY,          -- also the number of the journal's entry
    batch_id INTEGER NOT NULL,
    event VARCHAR NOT NULL,          -- committed | undone | redone
    occurred_at TIMESTAMP NOT NULL,
    actor VARCHAR NOT NULL,
    door VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE source (
    batch_id INTEGER NOT NULL,
    source_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    original_source VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    latest_as_of VARCHAR NOT NULL,
    title_vi VARCHAR NOT NULL,
    title_en VARCHAR NOT NULL
);

CREATE TABLE observation (
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,           -- order within the batch
    unit_code VARCHAR NOT NULL,
    unit_valid_from DATE,
    indicator VARCHAR NOT NULL,
    subgroup VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    period_start DATE,
    period_end DATE,
    partial BOOLEAN NOT NULL,        -- covers part of a year, a term or one event
    as_of DATE,                      -- last day of the stated period
    value DOUBLE,                    -- NULL only in a retraction
    qualifier VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    note_vi VARCHAR NOT NULL,
    note_en VARCHAR NOT NULL,
    retracted BOOLEAN NOT NULL,      -- the source takes its figure for this key back
    -- Computed when written, see khdash/store/staging.py:
    unit VARCHAR NOT NULL,           -- unit_code, with @unit_valid_from where it has one
    point VARCHAR NOT NULL,          -- 'year_end', or 'YYYY-MM' of an earlier as_of
    period VARCHAR NOT NULL          -- '' for a yearly figure, otherwise 'start/end'
);

CREATE TABLE target (
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    indicator VARCHAR NOT NULL,
    subgroup VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    from_year INTEGER,
    year INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    measure VARCHAR NOT NULL,
    set_by VARCHAR NOT NULL,
    instrument_vi VARCHAR NOT NULL,
    instrument_en VARCHAR NOT NULL,
    confidence VARCHAR NOT NULL,
    source_url VARCHAR NOT NULL,
    note_vi VARCHAR NOT NULL,
    note_en VARCHAR NOT NULL,
    retracted BOOLEAN NOT NULL
);

-- A named rival preferred: the figure `value` of `source_id`, whatever batch carries it.
CREATE TABLE preference (
    batch_id INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    subgroup VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    point VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    reason VARCHAR NOT NULL
);

CREATE TABLE task_status (
    batch_id INTEGER NOT NULL,
    task VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    status VARCHAR NOT NULL,         -- not_started | in_progress | done | not_applicable
    status_date DATE,
    evidence_url VARCHAR NOT NULL,
    note VARCHAR NOT NULL
);

CREATE TABLE follow_up (
    batch_id INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    subgroup VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    finding VARCHAR NOT NULL,        -- code of the finding, '' for a flag set by hand
    status VARCHAR NOT NULL,         -- open | confirmed | closed
    comment VARCHAR NOT NULL
);

CREATE TABLE year_lock (
    batch_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    unit VARCHAR NOT NULL,           -- '' for every unit
    locked BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL
);

-- What a person changed in a file before it was committed, cell by cell.
CREATE TABLE correction (
    batch_id INTEGER NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,           -- address in the original file
    text_before VARCHAR NOT NULL,
    text_after VARCHAR NOT NULL,
    corrected_by VARCHAR NOT NULL,
    corrected_at TIMESTAMP NOT NULL
);

-- What a person decided about the columns of a file; it serves the next file with that header.
CREATE TABLE header_choice (
    batch_id INTEGER NOT NULL,
    fingerprint VARCHAR NOT NULL,    -- of the header, see khdash/ingest/recognise/mapping.py
    choices VARCHAR NOT NULL         -- JSON
);

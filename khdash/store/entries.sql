-- Each entry of the journal as its file holds it: the two can be compared, and either can be mended
-- from the other. Entries that the first versions wrote come in when the database is opened.
CREATE TABLE journal_entry (
    event_id INTEGER PRIMARY KEY,
    sha256 VARCHAR NOT NULL,         -- of the file
    content VARCHAR NOT NULL
);

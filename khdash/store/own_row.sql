-- The rows of the catalogue that are the office's own, and what became of a shipped one.
CREATE TABLE own_row (
    file VARCHAR NOT NULL,
    line INTEGER NOT NULL,           -- of the office's file
    key VARCHAR NOT NULL,            -- what tells the row from others, for readers
    outcome VARCHAR NOT NULL,        -- added, replaces, same
    columns VARCHAR NOT NULL         -- where it differs from the shipped one, between spaces
);

-- A round of collection. Its newest row counts, with the cells of the same batch: a round is changed
-- by another row.
CREATE TABLE collection_round (
    batch_id INTEGER NOT NULL,
    round INTEGER NOT NULL,          -- counted from 1
    title VARCHAR NOT NULL,
    asked_by VARCHAR NOT NULL,
    due DATE NOT NULL,               -- the last day on which figures are in time
    as_of DATE,                      -- day that the figures describe; NULL for the end of their year
    note VARCHAR NOT NULL
);

CREATE TABLE round_cell (
    batch_id INTEGER NOT NULL,
    line INTEGER NOT NULL,           -- order within the round
    round INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    year INTEGER NOT NULL
);

CREATE TABLE round_state (
    batch_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    closed BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL
);

-- A link for one province. Its secret stands nowhere, only what the secret hashes to.
CREATE TABLE round_link (
    batch_id INTEGER NOT NULL,
    link VARCHAR NOT NULL,
    round INTEGER NOT NULL,
    unit VARCHAR NOT NULL,           -- the province of today that answers
    secret_sha256 VARCHAR NOT NULL,
    expires DATE NOT NULL            -- the last day on which it opens
);

CREATE TABLE round_link_end (
    batch_id INTEGER NOT NULL,
    link VARCHAR NOT NULL,
    reason VARCHAR NOT NULL
);

-- What a province handed in. Its file is the batch's; none of its figures are in force.
CREATE TABLE round_submission (
    batch_id INTEGER NOT NULL,
    round INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    link VARCHAR NOT NULL,           -- '' where the cluster took it in
    asked_in INTEGER NOT NULL,       -- the batch of the round that it answers
    kind VARCHAR NOT NULL,           -- form | file
    remark VARCHAR NOT NULL,
    reading VARCHAR NOT NULL         -- JSON: how the file is read, what was decided about it
);

CREATE TABLE round_decision (
    batch_id INTEGER NOT NULL,
    submission INTEGER NOT NULL,     -- the batch of a round_submission
    accepted BOOLEAN NOT NULL,
    reason VARCHAR NOT NULL
);

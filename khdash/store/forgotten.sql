-- What a batch taught about a form and nobody is offered any more.
CREATE TABLE forgotten_choice (
    batch_id INTEGER NOT NULL,
    fingerprint VARCHAR NOT NULL,    -- as in header_choice
    taught_in INTEGER NOT NULL       -- the batch that taught it
);

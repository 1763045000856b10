-- A finding on a figure that a person confirmed as right; it holds while the values stand.
CREATE TABLE confirmation (
    batch_id INTEGER NOT NULL,
    rule VARCHAR NOT NULL,           -- code of the rule, see khdash/rules/registry.py
    unit VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    subgroup VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    seen VARCHAR NOT NULL,           -- the values that were judged
    note VARCHAR NOT NULL
);

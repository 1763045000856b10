-- Why a figure is as it is, said by the office that knows: of the figure as it then stood.
CREATE TABLE explanation (
    batch_id INTEGER NOT NULL,
    unit VARCHAR NOT NULL,
    indicator VARCHAR NOT NULL,
    subgroup VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    point VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    qualifier VARCHAR NOT NULL,
    text VARCHAR NOT NULL            -- '' takes the explanation back
);

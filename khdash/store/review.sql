-- What a commit of `staged` would do, figure by figure. The old figure is the source's own, or
-- else the leading one of other sources. A figure that another source printed already is "same"
-- to a reader but is still written: it is a second source for the same value.
CREATE OR REPLACE TEMP TABLE reviewed AS
WITH
known AS (
    SELECT * FROM observations_at(TIMESTAMP '9999-12-31', NULL)
    SEMI JOIN staged USING (unit, indicator, subgroup, year)
),
own AS (
    SELECT unit, indicator, subgroup, basis, year, point, period, source_id,
           first(value ORDER BY place) AS own_value,
           first(qualifier ORDER BY place) AS own_qualifier
    FROM known
    GROUP BY ALL
),
shown AS (
    SELECT unit, indicator, subgroup, basis, year, point, period,
           value AS shown_value, qualifier AS shown_qualifier, source_id AS shown_source
    FROM known
    WHERE leads
),
repeated AS (
    SELECT DISTINCT unit, indicator, subgroup, basis, year, point, period, source_id,
           value, qualifier, confidence, coalesce(as_of, DATE '0001-01-01') AS day,
           true AS own_same
    FROM known
),
compared AS (
    SELECT given.*,
           own_value IS NOT NULL AS own_known,
           coalesce(own_same, false) AS own_same,
           coalesce(own_value, shown_value) AS old_value,
           coalesce(own_qualifier, shown_qualifier) AS old_qualifier,
           CASE WHEN own_value IS NOT NULL THEN given.source_id ELSE shown_source END
               AS old_source_id
    FROM (SELECT *, coalesce(as_of, DATE '0001-01-01') AS day FROM staged) given
    LEFT JOIN own USING (unit, indicator, subgroup, basis, year, point, period, source_id)
    LEFT JOIN shown USING (unit, indicator, subgroup, basis, year, point, period)
    LEFT JOIN repeated USING (
        unit, indicator, subgroup, basis, year, point, period, source_id,
        value, qualifier, confidence, day
    )
)
SELECT * EXCLUDE (day, own_known, own_same),
       CASE WHEN retracted THEN CASE WHEN own_known THEN 'changed' ELSE 'same' END
            WHEN old_value IS NULL THEN 'new'
            WHEN own_same OR NOT own_known AND value = old_value AND qualifier = old_qualifier
            THEN 'same'
            ELSE 'changed' END AS action,
       -- One changed figure rewrites all that its source says about the same key.
       bool_or(CASE WHEN retracted THEN own_known ELSE NOT own_same END) OVER (
           PARTITION BY unit, indicator, subgroup, basis, year, point, period, source_id
       ) AS writes
FROM compared
ORDER BY line;

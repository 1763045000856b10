-- What a commit of `staged` would do, figure by figure. The old figure is the source's own, or
-- else the leading one of other sources. A figure that another source printed already is "same"
-- to a reader but is still written: it restates the value as a second source.
SET VARIABLE staged_units = (SELECT list(DISTINCT unit) FROM staged);

CREATE OR REPLACE TEMP TABLE reviewed AS
WITH
known AS (
    SELECT * FROM observations_at(TIMESTAMP '9999-12-31', NULL, units := getvariable('staged_units'))
    SEMI JOIN staged USING (unit, indicator, subgroup, year)
),
own AS (
    SELECT line,
           arg_min(known.value, place) AS own_value,
           arg_min(known.qualifier, place) AS own_qualifier,
           coalesce(bool_or(
               known.value = given.value
               AND known.qualifier = given.qualifier
               AND known.confidence = given.confidence
               AND known.as_of IS NOT DISTINCT FROM given.as_of
           ), false) AS own_same
    FROM (SELECT * EXCLUDE (line) FROM known) known
    JOIN staged given
         USING (unit, indicator, subgroup, basis, year, point, period, source_id)
    GROUP BY line
),
shown AS (
    SELECT unit, indicator, subgroup, basis, year, point, period,
           value AS shown_value, qualifier AS shown_qualifier, source_id AS shown_source
    FROM known
    WHERE leads
),
compared AS (
    SELECT line, retracted, value, qualifier,
           own_value IS NOT NULL AS own_known,
           coalesce(own_same, false) AS own_same,
           coalesce(own_value, shown_value) AS old_value,
           coalesce(own_qualifier, shown_qualifier) AS old_qualifier,
           CASE WHEN own_value IS NOT NULL THEN source_id ELSE shown_source END AS old_source_id
    FROM staged
    LEFT JOIN own USING (line)
    LEFT JOIN shown USING (unit, indicator, subgroup, basis, year, point, period)
)
SELECT line, old_value, old_qualifier, old_source_id,
       CASE WHEN retracted THEN CASE WHEN own_known THEN 'changed' ELSE 'same' END
            WHEN old_value IS NULL THEN 'new'
            WHEN own_same OR NOT own_known AND value = old_value AND qualifier = old_qualifier
            THEN 'same'
            ELSE 'changed' END AS action,
       NOT retracted AND NOT own_known AND old_value IS NOT NULL
       AND value = old_value AND qualifier = old_qualifier AS restates,
       CASE WHEN retracted THEN own_known ELSE NOT own_same END AS writes
FROM compared;

-- One changed figure rewrites all that its source says about the same key.
UPDATE reviewed SET writes = true
WHERE NOT writes AND line IN (
    SELECT kept.line
    FROM (FROM staged SEMI JOIN (FROM reviewed WHERE NOT writes) AS r USING (line)) AS kept
    SEMI JOIN (FROM staged SEMI JOIN (FROM reviewed WHERE writes) AS r USING (line)) AS written
              USING (unit, indicator, subgroup, basis, year, point, period, source_id)
);

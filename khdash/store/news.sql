-- Figures in use that are others at $until than at $since (moments of the events $first and $last),
-- each with the event that made the difference: of the batch that states the new figure, else of
-- the one that stated the old, else the newest that touched the figure.
WITH
touching AS (
    SELECT unit, indicator, subgroup, year, batch_id FROM observation
    UNION ALL
    SELECT unit, indicator, subgroup, year, batch_id FROM preference
),
events AS (
    SELECT DISTINCT unit, indicator, subgroup, year, batch_event.*
    FROM touching
    JOIN batch_event USING (batch_id)
    WHERE batch_event.id > $first AND batch_event.id <= $last
),
before AS (
    SELECT unit, indicator, subgroup, basis, year, period,
           CASE WHEN period = '' THEN '' ELSE point END AS moment,
           value AS before_value, qualifier AS before_qualifier,
           source_id AS before_source_id, batch_id AS before_batch
    FROM observations_at($since, NULL, units := $units)
    WHERE standing = 'current'
),
after AS (
    SELECT unit, indicator, subgroup, basis, year, period,
           CASE WHEN period = '' THEN '' ELSE point END AS moment,
           value, qualifier, source_id, batch_id AS after_batch
    FROM observations_at($until, NULL, units := $units)
    WHERE standing = 'current'
),
changed AS (
    SELECT *
    FROM before
    FULL JOIN after USING (unit, indicator, subgroup, basis, year, period, moment)
    WHERE before_value IS DISTINCT FROM value OR before_qualifier IS DISTINCT FROM qualifier
)
SELECT changed.unit, changed.indicator, changed.subgroup, basis, changed.year, period, moment,
       before_value, coalesce(before_qualifier, '') AS before_qualifier,
       coalesce(before_source_id, '') AS before_source_id,
       value, coalesce(qualifier, '') AS qualifier, coalesce(source_id, '') AS source_id,
       event, events.batch_id AS event_batch, occurred_at, actor, reason,
       coalesce(file_name, '') AS file_name, coalesce(note, '') AS note
FROM changed
LEFT JOIN events USING (unit, indicator, subgroup, year)
LEFT JOIN batch ON batch.id = events.batch_id
QUALIFY row_number() OVER (
    PARTITION BY changed.unit, changed.indicator, changed.subgroup, basis, changed.year, period,
                 moment
    ORDER BY events.batch_id IS NOT DISTINCT FROM after_batch DESC,
             events.batch_id IS NOT DISTINCT FROM before_batch DESC,
             events.id DESC NULLS LAST
) = 1
ORDER BY changed.indicator, changed.unit, changed.year, basis, changed.subgroup, period, moment;

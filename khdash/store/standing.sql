-- methods.md rule 7: which figure is current, which are its rivals. `moment` is "as known at";
-- `flipped` is a batch whose state is assumed to be the opposite (NULL: none), for previews.
-- `units` is a list of the units that are asked for (NULL: all). It stands at the innermost place:
-- of millions of figures only those of the units asked for are compared with each other.

-- A batch is live when its newest event is not an undo.
CREATE OR REPLACE MACRO live_batches(moment, flipped) AS TABLE
    SELECT batch_id
    FROM (
        SELECT batch_id, arg_max(event, id) AS state
        FROM batch_event
        WHERE occurred_at <= moment
        GROUP BY batch_id
    )
    WHERE (state <> 'undone') <> (batch_id IS NOT DISTINCT FROM flipped);

-- The rows of live batches.
CREATE OR REPLACE MACRO said_at(moment, flipped, units := NULL) AS TABLE
    SELECT observation.*
    FROM observation
    SEMI JOIN live_batches(moment, flipped) live USING (batch_id)
    WHERE units IS NULL OR unit IN (SELECT unnest(units));

-- The newest description of each source; that of an undone batch only where there is no other.
CREATE OR REPLACE MACRO sources_at(moment) AS TABLE
    SELECT source.*
    FROM source
    SEMI JOIN (FROM batch_event WHERE occurred_at <= moment) known USING (batch_id)
    QUALIFY row_number() OVER (
        PARTITION BY source_id
        ORDER BY batch_id IN (SELECT batch_id FROM live_batches(moment, NULL)) DESC, batch_id DESC
    ) = 1;

-- Figures that are to be ranked among others of their unit, indicator, subgroup and year. Nearly
-- all figures stand alone; ranking those too would take most of the time in a large store.
CREATE OR REPLACE MACRO shared_at(moment, flipped, units := NULL) AS TABLE
    SELECT unit, indicator, subgroup, year
    FROM said_at(moment, flipped, units := units)
    GROUP BY ALL
    HAVING count(*) > 1;

CREATE OR REPLACE MACRO alone_at(moment, flipped, units := NULL) AS TABLE
    SELECT said.*
    FROM said_at(moment, flipped, units := units) said
    ANTI JOIN shared_at(moment, flipped, units := units) shared
              USING (unit, indicator, subgroup, year)
    WHERE NOT retracted;

-- What each source says: the rows of its newest live batch for a key, none if that retracts them.
CREATE OR REPLACE MACRO shared_statements_at(moment, flipped, units := NULL) AS TABLE
    SELECT said.*
    FROM said_at(moment, flipped, units := units) said
    SEMI JOIN shared_at(moment, flipped, units := units) shared
              USING (unit, indicator, subgroup, year)
    WINDOW
        statement AS (
            PARTITION BY unit, indicator, subgroup, basis, year, point, period, source_id
        ),
        own_batch AS (
            PARTITION BY unit, indicator, subgroup, basis, year, point, period, source_id, batch_id
        )
    QUALIFY batch_id = max(batch_id) OVER statement
        AND NOT bool_or(retracted) OVER own_batch;

CREATE OR REPLACE MACRO statements_at(moment, flipped, units := NULL) AS TABLE
    FROM alone_at(moment, flipped, units := units)
    UNION ALL
    FROM shared_statements_at(moment, flipped, units := units);

-- official report, association, statistics office or government, press, unknown
CREATE OR REPLACE MACRO kind_rank(kind) AS CASE kind
    WHEN 'official_report' THEN 1
    WHEN 'association' THEN 2
    WHEN 'statistics_office' THEN 3
    WHEN 'government' THEN 3
    WHEN 'press' THEN 4
    ELSE 5 END;

CREATE OR REPLACE MACRO confidence_rank(confidence) AS
    CASE confidence WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END;

CREATE OR REPLACE MACRO observations_at(moment, flipped, units := NULL) AS TABLE
WITH
named AS (
    SELECT unit, indicator, subgroup, basis, year, point, source_id, value,
           max(batch_id) AS preference
    FROM preference
    SEMI JOIN live_batches(moment, flipped) live USING (batch_id)
    GROUP BY ALL
),
-- place 1 is the best figure of a unit, indicator, subgroup, year and point, over all bases
ranked AS (
    SELECT said.*,
           row_number() OVER (
               PARTITION BY unit, indicator, subgroup, year, point, period
               ORDER BY named.preference DESC NULLS LAST,
                        kind_rank(sources.kind),
                        confidence_rank(confidence),
                        as_of DESC NULLS LAST,
                        qualifier = 'exact' DESC,
                        said.batch_id DESC,
                        line
           ) AS place
    FROM shared_statements_at(moment, flipped, units := units) said
    LEFT JOIN named USING (unit, indicator, subgroup, basis, year, point, source_id, value)
    LEFT JOIN sources_at(moment) sources USING (source_id)
),
first_places AS (
    SELECT *,
           min(place) OVER same_point_and_basis AS first_of_basis,
           min(place) FILTER (basis IN ('all', 'registered')) OVER same_point AS first_stated,
           min(place) FILTER (basis = 'unstated') OVER same_point AS first_unstated
    FROM ranked
    WINDOW
        same_point AS (PARTITION BY unit, indicator, subgroup, year, point, period),
        same_point_and_basis AS (
            PARTITION BY unit, indicator, subgroup, year, point, period, basis
        )
),
-- Two stated bases are two series, each with its winner; an unstated figure competes with both.
decided AS (
    SELECT *,
           place = first_of_basis AS leads,
           CASE WHEN place > first_of_basis THEN false
                WHEN basis = 'unstated' THEN coalesce(first_unstated < first_stated, true)
                WHEN basis IN ('all', 'registered')
                THEN coalesce(first_stated < first_unstated, true)
                ELSE true END AS wins
    FROM first_places
),
-- The latest point of a year speaks for the year, within one basis or where one is unstated.
timed AS (
    SELECT *,
           CASE basis
               WHEN 'all'
               THEN max(point) FILTER (wins AND basis IN ('all', 'unstated')) OVER same_year
               WHEN 'registered'
               THEN max(point) FILTER (wins AND basis IN ('registered', 'unstated')) OVER same_year
               WHEN 'unstated' THEN max(point) FILTER (wins AND basis <> '') OVER same_year
               ELSE max(point) FILTER (wins AND basis = '') OVER same_year
           END AS latest_point
    FROM decided
    WINDOW same_year AS (PARTITION BY unit, indicator, subgroup, year, period)
)
SELECT * EXCLUDE (first_of_basis, first_stated, first_unstated, wins, latest_point),
       CASE WHEN period = '' AND point < latest_point THEN 'other_time'
            WHEN wins THEN 'current'
            ELSE 'rival' END AS standing
FROM timed
UNION ALL
SELECT *, 1 AS place, true AS leads, 'current' AS standing
FROM alone_at(moment, flipped, units := units);

-- The targets in force: the newest live batch that sets one; a retraction takes it back.
CREATE OR REPLACE MACRO targets_at(moment) AS TABLE
    SELECT target.*
    FROM target
    SEMI JOIN live_batches(moment, NULL) live USING (batch_id)
    QUALIFY NOT retracted AND batch_id = max(batch_id) OVER (
        PARTITION BY indicator, subgroup, basis, unit, from_year, year, set_by, instrument_vi
    )
    ORDER BY batch_id, line;

CREATE OR REPLACE MACRO locked_years(moment) AS TABLE
    SELECT year, unit
    FROM year_lock
    SEMI JOIN live_batches(moment, NULL) live USING (batch_id)
    GROUP BY year, unit
    HAVING arg_max(locked, batch_id);

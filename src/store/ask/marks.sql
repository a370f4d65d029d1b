-- What was found in a report, in the order of the text: which code points, what it is, which event (its id), who or what is meant.
WITH one AS (SELECT key FROM report WHERE true
  AND id = :id
)
SELECT * FROM (
  SELECT e."begin", e."end", 'event' AS kind, e.id, e.type || coalesce('/' || e.mode, '') AS label, e.status, NULL AS code
  FROM event e WHERE e.report IN (SELECT key FROM one)
  UNION ALL
  SELECT m."begin", m."end", 'actor', NULL, n.name, n.kind, n.code
  FROM entity n JOIN mention m ON m.report = n.report AND m.entity = n.number
  WHERE n.report IN (SELECT key FROM one) AND n.kind <> 'place' AND (n.name IS NOT NULL OR n.code IS NOT NULL)
  UNION ALL
  SELECT p."begin", p."end", 'place', NULL, p.name, NULL, p.country FROM place p WHERE p.report IN (SELECT key FROM one)
  UNION ALL
  SELECT q."begin", q."end", 'quote', NULL, q.speaker_text, NULL, q.speaker_code FROM quote q WHERE q.report IN (SELECT key FROM one)
  UNION ALL
  SELECT u."begin", u."end", 'number', e.id, u.kind || ' ' || u.low || CASE WHEN u.high IS NULL THEN ' or more' WHEN u.high > u.low THEN '–' || u.high ELSE '' END,
    NULL, NULL
  FROM event e JOIN number u ON u.event = e.key WHERE e.report IN (SELECT key FROM one)
) x
ORDER BY 1, 2 DESC, 3, 4, 5

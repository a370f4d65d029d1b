-- Offices of one, as tables and reports give them.
SELECT o.code, o.title, o.since, o.until, o."begin" IS NOT NULL AS is_told, r.date, r.id, o."begin", r.key
FROM entity e JOIN office o ON o.report = e.report AND o.entity = e.number JOIN report r ON r.key = e.report
WHERE e.name = :actor
  AND r.date >= :since
  AND r.date <= :as_of
ORDER BY o.since IS NULL, o.since, r.date, r.id, o."begin", o.number

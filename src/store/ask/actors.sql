-- People, bodies, groups and states, those that most reports name first.
SELECT e.name, e.code, e.kind, count(DISTINCT e.report) AS reports,
  sum((SELECT count(*) FROM mention m WHERE m.report = e.report AND m.entity = e.number)) AS mentions,
  min(r.date) AS first, max(r.date) AS last
FROM entity e JOIN report r ON r.key = e.report
WHERE e.name IS NOT NULL AND e.kind IN ('person', 'organisation', 'group', 'country')
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND (e.code = :actor OR (e.code > :actor || '-' AND e.code < :actor || '.') OR e.name = :actor)
  AND e.kind = :type
  AND substr(e.code, 1, 3) = :place
  AND EXISTS (SELECT 1 FROM event x WHERE x.report = e.report AND x.status = :status)
  AND e.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
GROUP BY 1, 2, 3
ORDER BY 4 DESC, 5 DESC, 1, 2, 3
LIMIT :limit

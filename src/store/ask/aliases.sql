-- How one is called, the commonest first; in the newest :limit reports.
SELECT substr(r.text, m."begin" + 1, m."end" - m."begin") AS alias, count(DISTINCT m.report) AS reports, min(r.date) AS first, max(r.date) AS last
FROM (
  SELECT e.report, e.number FROM entity e JOIN report r ON r.key = e.report
  WHERE e.name = :actor
    AND r.date >= :since
    AND r.date <= :as_of
  ORDER BY r.date DESC, r.id DESC, e.number
  LIMIT :limit) x
  JOIN mention m ON m.report = x.report AND m.entity = x.number JOIN report r ON r.key = m.report
GROUP BY 1
ORDER BY 2 DESC, 1

-- How one is called, the commonest first.
SELECT substr(r.text, m."begin" + 1, m."end" - m."begin") AS alias, count(DISTINCT m.report) AS reports, min(r.date) AS first, max(r.date) AS last
FROM entity e JOIN mention m ON m.report = e.report AND m.entity = e.number JOIN report r ON r.key = e.report
WHERE e.name = :actor
  AND r.date <= :as_of
GROUP BY 1
ORDER BY 2 DESC, 1

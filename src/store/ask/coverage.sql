-- How much was reported on each day: reports that are no copies.
SELECT r.date, count(*) - count(c.report)
FROM report r LEFT JOIN copy c ON c.report = r.key
WHERE r.date IS NOT NULL
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND r.outlet = :outlet
GROUP BY r.date
ORDER BY r.date

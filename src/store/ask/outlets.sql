-- Outlets with their reports, the fullest first.
SELECT r.outlet, count(*) AS reports, min(r.date) AS first, max(r.date) AS last
FROM report r
WHERE r.outlet IS NOT NULL
GROUP BY r.outlet
ORDER BY count(*) DESC, r.outlet
LIMIT :limit

-- Standing facts, those that most reports tell first.
SELECT l.type, l.change, coalesce(l.from_name, l.from_text) AS "from", l.from_code, coalesce(l.to_name, l.to_text) AS "to",
  l.to_code, l.status, l.by_text AS by, min(l.since) AS since, max(l.until) AS until, count(DISTINCT l.report) AS reports,
  min(r.date) AS first, max(r.date) AS last, min(r.id) AS report
FROM relation l JOIN report r ON r.key = l.report
WHERE 1
  AND coalesce(l.until, r.date) >= :since
  AND coalesce(l.since, r.date) <= :until
  AND r.date <= :as_of
  AND (:actor IN (l.from_code, l.from_name, l.to_code, l.to_name) OR l.from_code LIKE :actor || '-%' OR l.to_code LIKE :actor || '-%')
  AND l.type = :type
  AND :place IN (l.place, l.country, l.to_name)
  AND l.status = :status
  AND l.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
ORDER BY 11 DESC, 1, 4, 3, 6, 5, 2, 7, 8
LIMIT :limit

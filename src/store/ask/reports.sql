-- Reports in the order of their days.
SELECT r.id, r.date, r.outlet, r.title, (SELECT count(*) FROM event e WHERE e.report = r.key) AS events, r.url,
  r.given_id AS given
FROM report r
WHERE (:since IS NULL OR r.date >= :since) AND (:until IS NULL OR r.date <= :until)
  AND (:actor IS NULL OR EXISTS (SELECT 1 FROM event e JOIN party p ON p.event = e.key WHERE e.report = r.key
    AND (p.code = :actor OR p.code LIKE :actor || '-%' OR p.name = :actor)))
  AND (:type IS NULL OR EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.type = :type))
  AND (:place IS NULL OR EXISTS (SELECT 1 FROM place p WHERE p.report = r.key AND (p.name = :place OR p.country = :place)))
  AND (:status IS NULL OR EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.status = :status))
  AND (:query IS NULL OR r.key IN (SELECT rowid FROM report_words WHERE report_words MATCH :query))
ORDER BY r.date, r.id
LIMIT :limit

-- Reports by their words, the best first; a word of the title counts thrice.
SELECT r.id, r.date, r.outlet, r.title, snippet(report_words, -1, '[', ']', ' … ', 24) AS words
FROM report_words JOIN report r ON r.key = report_words.rowid
WHERE report_words MATCH :query
  AND (:since IS NULL OR r.date >= :since) AND (:until IS NULL OR r.date <= :until)
  AND (:actor IS NULL OR EXISTS (SELECT 1 FROM event e JOIN party p ON p.event = e.key WHERE e.report = r.key
    AND (p.code = :actor OR p.code LIKE :actor || '-%' OR p.name = :actor)))
  AND (:type IS NULL OR EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.type = :type))
  AND (:place IS NULL OR EXISTS (SELECT 1 FROM place p WHERE p.report = r.key AND (p.name = :place OR p.country = :place)))
  AND (:status IS NULL OR EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.status = :status))
ORDER BY bm25(report_words, 3.0, 1.0), r.date DESC, r.id
LIMIT :limit

-- Reports in the order of their days.
SELECT r.id, r.date, r.outlet, r.title, (SELECT count(*) FROM event e WHERE e.report = r.key) AS events, r.url,
  r.given_id AS given
FROM report r
WHERE true
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND r.key IN (SELECT e.report FROM party p JOIN event e ON e.key = p.event WHERE (p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') OR p.name = :actor))
  AND EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.type = :type)
  AND EXISTS (SELECT 1 FROM place p WHERE p.report = r.key AND (p.name = :place OR p.country = :place))
  AND EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.status = :status)
  AND r.key IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
  AND r.outlet = :outlet
  AND r.key IN (SELECT m.report FROM event m WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
ORDER BY
  r.date DESC, r.id DESC, /* :newest */
  r.date, r.id
LIMIT :limit OFFSET :skip

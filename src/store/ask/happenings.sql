-- Happenings; their mentions, parties and numbers are asked one by one (store_happening.c). store_query.c adds their order.
SELECT h.key, h.id, h.day, h.type, h.mode, h.cameo, h.status, h.first_day, h.last_day, h.quad, h.n_reports, h.n_independent,
  h.goldstein, h.score, h.place, h.country, h.lat, h.lon, h.n_mentions
FROM happening h JOIN event e ON e.key = h.key JOIN report r ON r.key = e.report
WHERE true
  AND coalesce(h.last_day, h.day, '') >= :since
  AND coalesce(h.day, '') <= :until
  AND r.date <= :as_of
  AND h.key IN (SELECT p.event FROM party p WHERE p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') UNION ALL SELECT p.event FROM party p WHERE p.name = :actor)
  AND h.type = :type
  AND (h.place = :place OR h.country = :place)
  AND h.status = :status
  AND h.key IN (SELECT t.happening FROM told t JOIN event m ON m.key = t.event WHERE m.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query))
  AND h.key IN (SELECT t.happening FROM report o JOIN event m ON m.report = o.key JOIN told t ON t.event = m.key WHERE o.outlet = :outlet)
  AND h.key IN (SELECT t.happening FROM event m JOIN told t ON t.event = m.key WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))

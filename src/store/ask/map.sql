-- Where happenings were, place by place, how many of each quad class; first what has most. Those that have no point come too.
SELECT h.place, h.country, h.lat, h.lon, count(*) AS n, count(*) FILTER (WHERE h.quad = 1) AS n_1, count(*) FILTER (WHERE h.quad = 2) AS n_2, count(*) FILTER (WHERE h.quad = 3) AS n_3,
  count(*) FILTER (WHERE h.quad = 4) AS n_4, min(r.date) AS first, max(r.date) AS last
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
GROUP BY 1, 2, 3, 4
ORDER BY n DESC, 1, 2, 3, 4
LIMIT :limit

-- Happenings by day, as far as a time line shows them.
SELECT h.day, h.quad, coalesce(h.dead, 0), abs(CAST(round(h.goldstein * 10) AS INTEGER)), h.n_reports, h.n_independent, h.type, h.place,
  h.id, h.key
FROM happening h
WHERE h.day IS NOT NULL AND (h.first_day IS NULL OR julianday(h.last_day) - julianday(h.first_day) < 7)
  AND h.day >= :since
  AND h.day <= :until
  AND h.day <= :as_of
  AND h.key IN (SELECT event FROM party WHERE code = :actor OR (code > :actor || '-' AND code < :actor || '.') UNION ALL SELECT event FROM party WHERE name = :actor)
  AND h.type = :type
  AND (h.country = :place OR h.place = :place)
  AND h.status = :status
  AND h.key IN (SELECT t.happening FROM report_words w JOIN event e ON e.report = w.rowid JOIN told t ON t.event = e.key WHERE report_words MATCH :query)
  AND h.key IN (SELECT t.happening FROM report o JOIN event m ON m.report = o.key JOIN told t ON t.event = m.key WHERE o.outlet = :outlet)
  AND h.key IN (SELECT t.happening FROM event m JOIN told t ON t.event = m.key WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
ORDER BY h.day, h.id

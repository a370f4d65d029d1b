-- What happened in each country, as the tally counts it, of some sort or by reports with some words.
SELECT h.country, '', h.day, 1, h.quad = 1, h.quad = 2, h.quad = 3, h.quad = 4, CAST(round(h.goldstein * 10) AS INTEGER),
  CAST(round(h.score * 10) AS INTEGER), coalesce(h.dead, 0), h.n_independent
FROM happening h
WHERE h.status = 'occurred' AND h.day IS NOT NULL AND (h.first_day IS NULL OR julianday(h.last_day) - julianday(h.first_day) < 7)
  AND h.country IS NOT NULL
  AND h.day >= :since
  AND h.day <= :until
  AND h.day <= :as_of
  AND h.key IN (SELECT event FROM party WHERE (code = :actor OR (code > :actor || '-' AND code < :actor || '.')))
  AND (h.country = :place OR h.place = :place)
  AND h.type = :type
  AND h.key IN (SELECT t.happening FROM report_words w JOIN event e ON e.report = w.rowid JOIN told t ON t.event = e.key WHERE report_words MATCH :query)
  AND h.key IN (SELECT t.happening FROM report o JOIN event m ON m.report = o.key JOIN told t ON t.event = m.key WHERE o.outlet = :outlet)
  AND h.key IN (SELECT t.happening FROM event m JOIN told t ON t.event = m.key WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
ORDER BY 1, 2, h.day, h.id

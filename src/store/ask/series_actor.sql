-- What each actor did, as the tally counts it, of some sort or by reports with some words.
SELECT a.code, '', h.day, 1, h.quad = 1, h.quad = 2, h.quad = 3, h.quad = 4, CAST(round(h.goldstein * 10) AS INTEGER),
  CAST(round(h.score * 10) AS INTEGER), coalesce(h.dead, 0), h.n_independent
FROM happening h JOIN party a ON a.event = h.key AND a.side = 'actor' AND a.code <> '---'
WHERE h.status = 'occurred' AND h.day IS NOT NULL AND (h.first_day IS NULL OR julianday(h.last_day) - julianday(h.first_day) < 7)
  AND NOT EXISTS (SELECT 1 FROM party o WHERE o.event = a.event AND o.side = 'actor' AND o.code = a.code AND o.number < a.number)
  AND h.day >= :since
  AND h.day <= :until
  AND h.day <= :as_of
  AND (a.code = :actor OR (a.code > :actor || '-' AND a.code < :actor || '.'))
  AND (a.code = :place OR (a.code > :place || '-' AND a.code < :place || '.'))
  AND h.type = :type
  AND h.key IN (SELECT t.happening FROM report_words w JOIN event e ON e.report = w.rowid JOIN told t ON t.event = e.key WHERE report_words MATCH :query)
  AND h.key IN (SELECT t.happening FROM report o JOIN event m ON m.report = o.key JOIN told t ON t.event = m.key WHERE o.outlet = :outlet)
  AND h.key IN (SELECT t.happening FROM event m JOIN told t ON t.event = m.key WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
ORDER BY 1, 2, h.day, h.id

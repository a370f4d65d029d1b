-- What reports tell of standing facts, in the order of the reports: src/picture folds it into relations and control.
SELECT l.report, coalesce(c.original, l.report) AS original, r.date, r.id, l."begin", l.type, l.change, l.manner, l.status,
  l.from_code, coalesce(l.from_name, l.from_text), l.to_code, coalesce(l.to_name, l.to_text), l.place, l.country,
  l.since, l.until, l.by_text, l.by_code, substr(r.text, max(l."begin" - 119, 1), min(l."begin", 120)) AS before,
  l.place IS NOT NULL AND (l.country IS NULL
    OR EXISTS (SELECT 1 FROM entity x WHERE x.report = l.report AND x.name = l.place AND x.kind = 'country')) AS is_land
FROM relation l JOIN report r ON r.key = l.report LEFT JOIN copy c ON c.report = l.report
WHERE true
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND l.key IN (SELECT key FROM relation WHERE from_code = :actor OR (from_code > :actor || '-' AND from_code < :actor || '.') UNION ALL SELECT key FROM relation WHERE to_code = :actor OR (to_code > :actor || '-' AND to_code < :actor || '.') UNION ALL SELECT key FROM relation WHERE from_name = :actor UNION ALL SELECT key FROM relation WHERE to_name = :actor)
  AND l.type = :type
  AND l.key IN (SELECT key FROM relation WHERE place = :place UNION ALL SELECT key FROM relation WHERE country = :place UNION ALL SELECT key FROM relation WHERE to_name = :place)
  AND l.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
  AND r.outlet = :outlet
  AND (l.by_code = :word OR (l.by_code > :word || '-' AND l.by_code < :word || '.') OR instr(l.by_text, :word) > 0)
ORDER BY r.date, r.id, l."begin", l."end", l.type, l.from_begin, l.to_begin, l.change

-- People, bodies, groups and states by name, those that most reports name first; the code is that of the newest report.
SELECT e.name, e.kind, nullif(substr(max(coalesce(r.date, '0000-00-00') || r.id || coalesce(e.code, '')), 27), '') AS code, count(DISTINCT e.report) AS reports, count(DISTINCT coalesce(c.original, e.report)) AS independent,
  min(r.date) AS first, max(r.date) AS last
FROM entity e JOIN report r ON r.key = e.report LEFT JOIN copy c ON c.report = e.report
WHERE e.name IS NOT NULL AND e.kind IN ('person', 'organisation', 'group', 'country')
  AND e.report IN (SELECT key FROM report WHERE date >= :since
    AND date <= :until /* :since */
    ) /* :since */
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND e.name IN (SELECT name FROM entity WHERE name = :actor UNION ALL SELECT name FROM entity WHERE code = :actor OR (code > :actor || '-' AND code < :actor || '.'))
  AND e.kind = :type
  AND (e.code = :place OR (e.code > :place || '-' AND e.code < :place || '.'))
  AND EXISTS (SELECT 1 FROM event x WHERE x.report = e.report AND x.status = :status)
  AND e.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
  AND r.outlet = :outlet
  AND r.key IN (SELECT m.report FROM event m WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
GROUP BY e.name, e.kind
ORDER BY reports DESC, independent DESC, e.name, e.kind

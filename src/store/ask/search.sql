-- Reports by their words, the best first; a word of the title counts thrice. A file and a server cut out and rank by functions of their own.
SELECT r.id, r.date, r.outlet, r.title,
  snippet(report_words, -1, '[', ']', ' … ', 24) AS words /* :file */
  ts_headline('harbinger.words', r.text, to_tsquery('harbinger.words', :query), 'StartSel=[, StopSel=], MaxWords=24, MinWords=12') AS words /* :server */
FROM report_words JOIN report r ON r.key = report_words.rowid
WHERE report_words MATCH :query
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND r.key IN (SELECT e.report FROM party p JOIN event e ON e.key = p.event WHERE (p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') OR p.name = :actor))
  AND EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.type = :type)
  AND EXISTS (SELECT 1 FROM place p WHERE p.report = r.key AND (p.name = :place OR p.country = :place))
  AND EXISTS (SELECT 1 FROM event e WHERE e.report = r.key AND e.status = :status)
  AND r.outlet = :outlet
  AND r.key IN (SELECT m.report FROM event m WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
ORDER BY
  bm25(report_words, 3.0, 1.0), /* :file */
  ts_rank('{0.33, 0.33, 0.33, 1}', words, to_tsquery('harbinger.words', :query)) DESC, /* :server */
  r.date DESC, r.id
LIMIT :limit

-- What reports announce, in the order of the reports; src/picture folds it into the agenda. Parties are packed: records
-- split by 0x1E, each side, code and name split by 0x1F; so are mode, place and country of the act's own event.
SELECT a.report, coalesce(c.original, a.report) AS original, r.date, r.id, a."begin", a.type, a.status, a.due,
  substr(r.text, a."begin" + 1, a."end" - a."begin") AS act,
  substr(r.text, a.condition_begin + 1, a.condition_end - a.condition_begin) AS condition, a.by_text, a.by_code,
  (SELECT group_concat(p.side || char(31) || p.code || char(31) || coalesce(p.name, p.text, ''), char(30)) FROM
    (SELECT * FROM agenda_party WHERE item = a.key ORDER BY side, number) p) AS parties,
  (SELECT (SELECT group_concat(p.side || char(31) || p.code || char(31) || coalesce(p.name, p.text, ''), char(30)) FROM
    (SELECT * FROM party WHERE event = e.key ORDER BY side, number) p) FROM event e
    WHERE e.report = a.report AND e."begin" >= a."begin" AND e."begin" < a."end"
    ORDER BY e.place IS NULL, e."begin", e.id LIMIT 1) AS event_parties,
  coalesce(
    (SELECT coalesce(e.mode, '') || char(31) || coalesce(e.place, '') || char(31) || coalesce(e.country, '') || char(31) || e.type
      FROM event e WHERE e.report = a.report AND e."begin" >= a."begin" AND e."begin" < a."end"
      ORDER BY e.place IS NULL, e."begin", e.id LIMIT 1),
    (SELECT char(31) || p.name || char(31) || coalesce(p.country, '') FROM place p WHERE p.report = a.report
      AND p."begin" >= a."begin" AND p."begin" < a."end" ORDER BY p."begin" LIMIT 1)) AS setting,
  EXISTS (SELECT 1 FROM event e WHERE e.report = a.report AND e.type = 'THREATEN' AND e."begin" <= a."begin"
    AND e."end" + 24 > a."begin") AS is_threat,
  substr(r.text, s."begin" + 1, s."end" - s."begin") AS words, a."begin" - s."begin" AS at,
  substr(r.text, max(a.due_begin - 11, 1), a.due_end - max(a.due_begin - 12, 0)) AS due_words
FROM agenda a JOIN report r ON r.key = a.report LEFT JOIN copy c ON c.report = a.report
  JOIN sentence s ON s.report = a.report AND s.number = a.sentence
WHERE true
  AND coalesce(a.last_day, r.date) >= :since
  AND coalesce(a.first_day, r.date) <= :until
  AND r.date <= :as_of
  AND a.key IN (SELECT p.item FROM agenda_party p WHERE p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') UNION ALL SELECT p.item FROM agenda_party p WHERE p.name = :actor)
  AND a.type = :type
  AND EXISTS (SELECT 1 FROM event e WHERE e.report = a.report AND e."begin" >= a."begin" AND e."begin" < a."end" AND (e.place = :place OR e.country = :place))
  AND a.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
  AND r.outlet = :outlet
  AND (a.by_code = :word OR (a.by_code > :word || '-' AND a.by_code < :word || '.') OR instr(a.by_text, :word) > 0 OR EXISTS (SELECT 1 FROM event e WHERE e.report = a.report AND e."begin" >= a."begin" AND e."begin" < a."end" AND e.by_kind = :word))
ORDER BY r.date, r.id, a."begin", a."end", a.due_begin, a.condition_begin

-- What may contradict something: denials, accusations, numbers; columns as in deeds.sql.
SELECT e.report, r.date, r.id, r.outlet, e."begin", e.id, h.id, e.type, e.mode, e.content, e.status, coalesce(e.first_day, r.date), e.first_day IS NOT NULL,
  e.place, e.country, e.by_text, e.by_kind,
  (SELECT group_concat(n.kind || ' ' || n.low || coalesce('-' || n.high, '+'), '|') FROM (SELECT * FROM number WHERE event = e.key ORDER BY kind) n),
  (SELECT group_concat(p.side || char(31) || p.code || char(31) || coalesce(p.name, p.text, ''), char(30)) FROM
    (SELECT * FROM party WHERE event = e.key ORDER BY side, number) p),
  substr(r.text, s."begin" + 1, s."end" - s."begin")
FROM happening h JOIN told t ON t.happening = h.key JOIN event e ON e.key = t.event JOIN report r ON r.key = e.report
  JOIN sentence s ON s.report = e.report AND s.number = e.sentence
WHERE (e.status = 'denied' OR (e.status = 'occurred' AND (e.type = 'ACCUSE' AND e.mode = 'allege'
    OR EXISTS (SELECT 1 FROM number n WHERE n.event = e.key))))
  AND h.day >= :since
  AND h.day <= :until
  AND r.date <= :as_of
  AND e.key IN (SELECT event FROM party WHERE code = :actor OR (code > :actor || '-' AND code < :actor || '.') UNION ALL SELECT event FROM party WHERE name = :actor)
  AND e.type = :type
  AND (e.place = :place OR e.country = :place)
  AND e.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
  AND r.outlet = :outlet
  AND (e.by_code = :word OR (e.by_code > :word || '-' AND e.by_code < :word || '.') OR e.by_kind = :word OR instr(e.by_text, :word) > 0)
ORDER BY coalesce(e.first_day, r.date), r.date, r.id, e."begin", e.id

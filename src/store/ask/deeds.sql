-- Acts of one sort in which somebody had part (evidence.h names the columns), in any order: those that ask rank them.
SELECT e.report, r.date, r.id, r.outlet, e."begin", e.id, h.id, e.type, e.mode, e.content, e.status, coalesce(e.first_day, r.date), e.first_day IS NOT NULL,
  e.place, e.country, e.by_text, e.by_kind,
  (SELECT group_concat(n.kind || ' ' || n.low || coalesce('-' || n.high, '+'), '|') FROM (SELECT * FROM number WHERE event = e.key ORDER BY kind) n),
  (SELECT group_concat(p.side || char(31) || p.code || char(31) || coalesce(p.name, p.text, ''), char(30)) FROM
    (SELECT * FROM party WHERE event = e.key ORDER BY side, number) p),
  substr(r.text, s."begin" + 1, s."end" - s."begin")
FROM trait d JOIN event e ON e.key = d.event JOIN report r ON r.key = e.report
  JOIN sentence s ON s.report = e.report AND s.number = e.sentence
  LEFT JOIN told t ON t.event = e.key LEFT JOIN happening h ON h.key = t.happening
WHERE d.land = ?1 AND d.type = ?2 AND d.time IN (0, 1) AND d.day BETWEEN ?3 AND ?4
  AND (?6 IS NULL OR EXISTS (SELECT 1 FROM party p WHERE p.event = d.event AND p.code IN (?6, ?7, ?8, ?9, ?10, ?11, ?12)))
  AND e.status IN ('occurred', 'denied', 'planned') AND coalesce(r.date, '') <= ?5

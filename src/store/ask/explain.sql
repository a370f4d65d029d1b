-- The mentions of one happening, the leading one first, then by their reports' days. Mentions of a report that copies another which
-- tells the happening too are folded into that one's row.
SELECT e.key, e.id AS mention, e."when", substr(r.text, e.when_begin + 1, e.when_end - e.when_begin) AS when_words, e.type, e.mode, e.status,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || CASE WHEN p.text <> p.name THEN ' “' || p.text || '”' ELSE '' END
    || ' (' || p.code || ')' AS who FROM party p WHERE p.event = e.key AND p.side = 'actor' ORDER BY p.number) x) AS actor,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || CASE WHEN p.text <> p.name THEN ' “' || p.text || '”' ELSE '' END
    || ' (' || p.code || ')' AS who FROM party p WHERE p.event = e.key AND p.side = 'recipient' ORDER BY p.number) x) AS recipient,
  e.place, substr(r.text, e.place_begin + 1, e.place_end - e.place_begin) AS place_words, e.country,
  (SELECT group_concat(what, '; ') FROM (SELECT n.kind || ' ' || n.low || CASE WHEN n.high IS NULL THEN ' or more'
      WHEN n.high > n.low THEN '–' || n.high ELSE '' END AS what FROM number n WHERE n.event = e.key ORDER BY n.kind) x) AS numbers,
  e.by_text AS by, e.by_kind AS source, e.by_stance AS stance, e.via_text AS via, e.confidence, e.rule,
  substr(r.text, s."begin" + 1, s."end" - s."begin") AS words, r.id AS report, r.outlet, r.date AS published, r.title,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(c.outlet, '') || ' ' || c.id AS who FROM copy k JOIN report c ON c.key = k.report
    WHERE k.original = e.report AND EXISTS (SELECT 1 FROM event m JOIN told u ON u.event = m.key WHERE m.report = c.key AND u.happening = t.happening)
    ORDER BY c.date, c.id) x) AS copies
FROM told t JOIN event e ON e.key = t.event JOIN report r ON r.key = e.report JOIN sentence s ON s.report = e.report AND s.number = e.sentence
WHERE t.happening = (SELECT o.happening FROM event x JOIN told o ON o.event = x.key WHERE x.id = :id)
  AND (e.key = t.happening OR NOT EXISTS (SELECT 1 FROM copy k JOIN event m ON m.report = k.original JOIN told u ON u.event = m.key
    WHERE k.report = e.report AND u.happening = t.happening))
ORDER BY e.key <> t.happening, r.date, r.id, e."begin", e.id
LIMIT :limit

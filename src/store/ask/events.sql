-- Happenings, one row each however many reports tell it, in the order of their days, with the sentence of the mention that leads.
-- The inner question finds them and puts them in order, so that nothing is read of those that are left out; the outer one keeps that order, as
-- CROSS JOIN has the left side go first (a server is told).
SELECT h.id, CASE WHEN h.last_day > h.first_day THEN h.first_day || '/' || h.last_day ELSE h.first_day END AS "when", h.type, h.mode, h.status,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' || p.code || ')' AS who FROM party p
    WHERE p.event = h.key AND p.side = 'actor' ORDER BY p.number) x) AS actor,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' || p.code || ')' AS who FROM party p
    WHERE p.event = h.key AND p.side = 'recipient' ORDER BY p.number) x) AS recipient,
  h.place, h.country,
  (SELECT group_concat(what, '; ') FROM (SELECT n.kind || ' ' || min(n.low) || CASE
      WHEN count(n.high) < count(*) AND max(n.low) = min(n.low) THEN ' or more'
      WHEN max(coalesce(n.high, n.low)) > min(n.low) THEN '–' || max(coalesce(n.high, n.low)) ELSE '' END AS what
    FROM told t JOIN number n ON n.event = t.event WHERE t.happening = h.key GROUP BY n.kind ORDER BY n.kind) x) AS numbers,
  e.by_text AS by, e.by_kind AS source, h.cameo, h.goldstein, h.n_mentions AS mentions, h.n_reports AS reports, h.n_independent AS independent,
  substr(r.text, s."begin" + 1, s."end" - s."begin") AS words, r.id AS report, r.outlet, r.date AS published
FROM (SELECT h.key FROM happening h
WHERE true
  AND (h.day >= :since OR h.last_day >= :since)
  AND h.day <= :until
  AND (SELECT r.date FROM event e JOIN report r ON r.key = e.report WHERE e.key = h.key) <= :as_of
  AND h.key IN (SELECT t.happening FROM party p JOIN told t ON t.event = p.event WHERE p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') OR p.name = :actor)
  AND h.type = :type
  AND (h.place = :place OR h.country = :place)
  AND h.status = :status
  AND h.key IN (SELECT t.happening FROM report_words w JOIN event m ON m.report = w.rowid JOIN told t ON t.event = m.key WHERE report_words MATCH :query)
  AND h.key = (SELECT t.happening FROM event x JOIN told t ON t.event = x.key WHERE x.id = :id)
  AND h.key IN (SELECT t.happening FROM report o JOIN event m ON m.report = o.key JOIN told t ON t.event = m.key WHERE o.outlet = :outlet)
  AND h.key IN (SELECT t.happening FROM event m JOIN told t ON t.event = m.key WHERE m.by_text IS NOT NULL AND (m.by_code = :word OR (m.by_code > :word || '-' AND m.by_code < :word || '.') OR m.by_kind = :word OR instr(m.by_text, :word) > 0))
ORDER BY
  h.day DESC, h.id DESC, /* :newest */
  h.day, h.id
LIMIT :limit OFFSET :skip
) f CROSS JOIN happening h ON h.key = f.key CROSS JOIN event e ON e.key = h.key CROSS JOIN report r ON r.key = e.report
  CROSS JOIN sentence s ON s.report = e.report AND s.number = e.sentence
--@ ORDER BY
--@   h.day DESC, h.id DESC, /* :newest */
--@   h.day, h.id

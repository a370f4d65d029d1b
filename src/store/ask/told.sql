-- Mentions: events as each report tells them, in the order of their days, each with its sentence.
SELECT e.id, e."when", e.type, e.mode, e.status,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' || p.code || ')' AS who FROM party p
    WHERE p.event = e.key AND p.side = 'actor' ORDER BY p.number) x) AS actor,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' || p.code || ')' AS who FROM party p
    WHERE p.event = e.key AND p.side = 'recipient' ORDER BY p.number) x) AS recipient,
  e.place, e.country, e.by_text AS by, e.by_kind AS source, e.cameo, e.goldstein,
  substr(r.text, s."begin" + 1, s."end" - s."begin") AS words, r.id AS report, r.outlet, r.date AS published
FROM event e JOIN report r ON r.key = e.report JOIN sentence s ON s.report = e.report AND s.number = e.sentence
WHERE true
  AND coalesce(e.last_day, r.date) >= :since
  AND coalesce(e.first_day, r.date) <= :until
  AND r.date <= :as_of
  AND e.key IN (SELECT p.event FROM party p WHERE p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') OR p.name = :actor)
  AND e.type = :type
  AND (e.place = :place OR e.country = :place)
  AND e.status = :status
  AND e.report = (SELECT key FROM report WHERE id = :report)
  AND e.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
  AND e.key IN (SELECT t.event FROM event x JOIN told o ON o.event = x.key JOIN told t ON t.happening = o.happening WHERE x.id = :id)
  AND r.outlet = :outlet
  AND (e.by_code = :word OR (e.by_code > :word || '-' AND e.by_code < :word || '.') OR e.by_kind = :word OR instr(e.by_text, :word) > 0)
ORDER BY
  coalesce(e.first_day, r.date, '') DESC, r.date DESC, r.id DESC, e."begin" DESC, e.id DESC, /* :newest */
  coalesce(e.first_day, r.date, ''), r.date, r.id, e."begin", e.id
LIMIT :limit OFFSET :skip

-- What is still to come, in the order of the days on which it is due; what has no day comes last.
SELECT a.due, a.type, a.status,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' || p.code || ')' AS who FROM agenda_party p
    WHERE p.item = a.key AND p.side = 'actor' ORDER BY p.number)) AS actor,
  (SELECT group_concat(who, '; ') FROM (SELECT coalesce(p.name, p.text, '') || ' (' || p.code || ')' AS who FROM agenda_party p
    WHERE p.item = a.key AND p.side = 'recipient' ORDER BY p.number)) AS recipient,
  substr(r.text, a."begin" + 1, a."end" - a."begin") AS act,
  substr(r.text, a.condition_begin + 1, a.condition_end - a.condition_begin) AS condition,
  a.by_text AS by, r.date AS published, r.id AS report,
  substr(r.text, s."begin" + 1, s."end" - s."begin") AS words
FROM agenda a JOIN report r ON r.key = a.report JOIN sentence s ON s.report = a.report AND s.number = a.sentence
WHERE 1
  AND coalesce(a.last_day, r.date) >= :since
  AND coalesce(a.first_day, r.date) <= :until
  AND r.date <= :as_of
  AND a.key IN (SELECT p.item FROM agenda_party p WHERE p.code = :actor OR (p.code > :actor || '-' AND p.code < :actor || '.') OR p.name = :actor)
  AND a.type = :type
  AND EXISTS (SELECT 1 FROM place p WHERE p.report = r.key AND (p.name = :place OR p.country = :place))
  AND a.status = :status
  AND a.report IN (SELECT rowid FROM report_words WHERE report_words MATCH :query)
ORDER BY a.first_day IS NULL, a.first_day, r.date, r.id, a."begin", a."end", a.due_begin
LIMIT :limit

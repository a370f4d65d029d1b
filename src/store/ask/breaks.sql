-- Ties that were broken: who broke off, withdrew support, quit, and with whom.
SELECT e.report, r.date, r.id, e."begin", e."when", e.last_day, e.type,
  a.code, coalesce(a.name, a.text), p.code, coalesce(p.name, p.text)
FROM event e JOIN report r ON r.key = e.report JOIN party a ON a.event = e.key AND a.side = 'actor'
  LEFT JOIN party p ON p.event = e.key AND p.side = 'recipient'
WHERE (e.type = 'SANCTION' AND e.mode = 'discontinue' AND e.status = 'occurred'
    OR e.type = 'RETREAT' AND e.mode = 'resign' AND e.status = 'occurred')
  AND r.date >= :since
  AND r.date <= :until
  AND r.date <= :as_of
  AND e.key IN (SELECT event FROM party WHERE code = :actor OR (code > :actor || '-' AND code < :actor || '.') OR name = :actor)
  AND r.outlet = :outlet
  AND (e.by_code = :word OR (e.by_code > :word || '-' AND e.by_code < :word || '.') OR e.by_kind = :word OR instr(e.by_text, :word) > 0)
ORDER BY r.date, r.id, e."begin", e.id, a.number, p.number

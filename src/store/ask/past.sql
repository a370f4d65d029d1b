-- What occurred, as each report tells it, by the date of the report: who did what to whom, a row for each pair of sides; where several meet or
-- agree, each with each other. What is dated more vaguely than a week is left out.
SELECT e.type, e.first_day, e.last_day, r.date, r.id, e.id, h.id, a.code, b.code, e.country
FROM event e JOIN report r ON r.key = e.report
  LEFT JOIN told t ON t.event = e.key LEFT JOIN happening h ON h.key = t.happening
  LEFT JOIN party a ON a.event = e.key AND a.side = 'actor' AND a.code <> '---' AND a.number < 4
  LEFT JOIN party b ON b.event = e.key AND b.code <> '---' AND b.number < 4 AND (b.side = 'recipient' OR
    (e.type IN ('CONSULT', 'AGREE', 'COOPERATE') AND b.code <> a.code
      AND NOT EXISTS (SELECT 1 FROM party o WHERE o.event = e.key AND o.side = 'recipient')))
WHERE e.status = 'occurred' AND r.date IS NOT NULL AND (e.first_day IS NULL OR julianday(e.last_day) - julianday(e.first_day) < 7)
  AND r.date >= :since
  AND r.date <= :as_of
ORDER BY r.date, r.id, e."begin", e.id, a.number, b.number

-- In how many happenings of some days each had part, by name; asked of some days only, so these go first.
SELECT p.name, count(DISTINCT h.key)
FROM happening h CROSS JOIN told t ON t.happening = h.key CROSS JOIN party p ON p.event = t.event
WHERE p.name IS NOT NULL AND h.status = 'occurred'
  AND (h.day >= :since OR h.last_day >= :since)
  AND h.day <= :until
  AND h.day <= :as_of
GROUP BY p.name

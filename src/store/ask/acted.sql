-- In how many happenings of some days each had part, by name.
SELECT p.name, count(DISTINCT h.key)
FROM happening h JOIN told t ON t.happening = h.key JOIN party p ON p.event = t.event
WHERE p.name IS NOT NULL AND h.status = 'occurred'
  AND (h.day >= :since OR h.last_day >= :since)
  AND h.day <= :until
  AND h.day <= :as_of
GROUP BY p.name

-- What one did and underwent: happenings by type and side, then by counterpart.
SELECT * FROM (
  SELECT 'does' AS about, h.type AS value, '' AS code, count(DISTINCT h.key) AS n, min(h.day) AS first, max(h.day) AS last
  FROM party p JOIN told t ON t.event = p.event JOIN happening h ON h.key = t.happening
  WHERE p.name = :actor AND p.side = 'actor' AND h.status = 'occurred'
    AND h.day <= :as_of
  GROUP BY h.type
  UNION ALL
  SELECT 'undergoes', h.type, '', count(DISTINCT h.key), min(h.day), max(h.day)
  FROM party p JOIN told t ON t.event = p.event JOIN happening h ON h.key = t.happening
  WHERE p.name = :actor AND p.side = 'recipient' AND h.status = 'occurred'
    AND h.day <= :as_of
  GROUP BY h.type
  UNION ALL
  SELECT 'with', coalesce(q.name, ''), q.code, count(DISTINCT h.key), min(h.day), max(h.day)
  FROM party p JOIN party q ON q.event = p.event AND (q.name IS NULL OR q.name <> p.name)
    JOIN told t ON t.event = p.event JOIN happening h ON h.key = t.happening
  WHERE p.name = :actor AND h.status = 'occurred' AND q.code <> '---'
    AND h.day <= :as_of
  GROUP BY 2, 3) x
ORDER BY about, n DESC, value, code

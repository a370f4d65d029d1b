-- The end of happenings.sql: those first that the newest reports tell.
ORDER BY (SELECT max(n.date) FROM told t JOIN event m ON m.key = t.event JOIN report n ON n.key = m.report WHERE t.happening = h.key) DESC, h.id
LIMIT :limit

-- The end of happenings.sql: in the order of their days.
ORDER BY h.day, h.id
LIMIT :limit

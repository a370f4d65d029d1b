-- One report with its text.
SELECT r.id, r.given_id AS given, r.date, r.date_source, r.title, r.url, r.outlet, k.name AS coder, o.id AS copy_of, r.text
FROM report r JOIN coder k ON k.key = r.coder LEFT JOIN copy c ON c.report = r.key LEFT JOIN report o ON o.key = c.original
WHERE true
  AND r.id = :id
LIMIT :limit

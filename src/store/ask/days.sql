-- The days that reports are of.
SELECT (SELECT min(date) FROM report WHERE date > '') AS first, (SELECT max(date) FROM report) AS last

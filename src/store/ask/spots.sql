-- Where the places are that somebody holds.
SELECT place, country, lat, lon FROM (SELECT place, country, lat, lon, row_number() OVER (PARTITION BY place, country ORDER BY lat, lon) AS n
  FROM relation WHERE place IS NOT NULL AND lat IS NOT NULL) x
WHERE n = 1 ORDER BY 1, 2

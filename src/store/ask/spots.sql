-- Where the places are that somebody holds.
SELECT l.place, l.country, l.lat, l.lon FROM relation l WHERE l.place IS NOT NULL AND l.lat IS NOT NULL
GROUP BY 1, 2 ORDER BY 1, 2, 3, 4

-- The tally of the first 64 stale days, counted anew from their happenings; not of all at once, as they lie in memory meanwhile. A happening whose time is vaguer
-- than a week is on no day. A code that stands twice on a side counts once. Each happening looks its parties up by key: no step joins what has no index, however wrong a planner guesses.
UPDATE stale SET kind = 'counting' WHERE kind = 'day' AND key IN (SELECT key FROM stale WHERE kind = 'day' ORDER BY key LIMIT 64);
DELETE FROM tally WHERE day IN (SELECT day_stale(key) FROM stale WHERE kind = 'counting');
WITH counted AS (
  SELECT h.key, h.day, h.country, h.quad, h.goldstein, h.score, h.dead, h.n_independent
  FROM stale s CROSS JOIN happening h ON h.day = day_stale(s.key)
  WHERE s.kind = 'counting' AND h.status = 'occurred'
    AND (h.first_day IS NULL OR julianday(h.last_day) - julianday(h.first_day) < 7)),
part AS (
  SELECT 'actor' AS kind, a.code AS who, '' AS whom, h.*
  FROM counted h CROSS JOIN party a ON a.event = h.key AND a.side = 'actor' AND a.code <> '---'
  WHERE NOT EXISTS (SELECT 1 FROM party o WHERE o.event = a.event AND o.side = a.side AND o.code = a.code AND o.number < a.number)
  UNION ALL
  SELECT 'dyad', a.code, b.code, h.*
  FROM counted h CROSS JOIN party a ON a.event = h.key AND a.side = 'actor' AND a.code <> '---'
    CROSS JOIN party b ON b.event = h.key AND b.side = 'recipient' AND b.code <> '---'
  WHERE NOT EXISTS (SELECT 1 FROM party o WHERE o.event = a.event AND o.side = a.side AND o.code = a.code AND o.number < a.number)
    AND NOT EXISTS (SELECT 1 FROM party o WHERE o.event = b.event AND o.side = b.side AND o.code = b.code AND o.number < b.number)
  UNION ALL
  SELECT 'country', country, '', h.* FROM counted h WHERE country IS NOT NULL)
INSERT INTO tally
  SELECT h.kind, h.who, h.whom, h.day, count(*), count(*) FILTER (WHERE h.quad = 1), count(*) FILTER (WHERE h.quad = 2), count(*) FILTER (WHERE h.quad = 3),
    count(*) FILTER (WHERE h.quad = 4), sum(CAST(round(h.goldstein * 10) AS INTEGER)), sum(CAST(round(h.score * 10) AS INTEGER)), sum(coalesce(h.dead, 0)), sum(h.n_independent)
  FROM part h GROUP BY 1, 2, 3, 4;
DELETE FROM stale WHERE kind = 'counting';

-- The tally of every stale day, counted anew from its happenings. A happening whose time is vaguer than a week is on no day.
DELETE FROM tally WHERE day IN (SELECT day_stale(key) FROM stale WHERE kind = 'day');
WITH counted AS (
  SELECT h.* FROM stale s JOIN happening h ON h.day = day_stale(s.key)
  WHERE s.kind = 'day' AND h.status = 'occurred'
    AND (h.first_day IS NULL OR julianday(h.last_day) - julianday(h.first_day) < 7)),
side AS (
  SELECT DISTINCT p.event AS happening, p.side, p.code FROM counted h JOIN party p ON p.event = h.key WHERE p.code <> '---'),
part AS (
  SELECT 'actor' AS kind, code AS who, '' AS whom, happening FROM side WHERE side = 'actor'
  UNION ALL
  SELECT 'dyad', a.code, b.code, a.happening FROM side a JOIN side b ON b.happening = a.happening AND b.side = 'recipient'
  WHERE a.side = 'actor'
  UNION ALL
  SELECT 'country', country, '', key FROM counted WHERE country IS NOT NULL)
INSERT INTO tally
  SELECT p.kind, p.who, p.whom, h.day, count(*), count(*) FILTER (WHERE h.quad = 1), count(*) FILTER (WHERE h.quad = 2), count(*) FILTER (WHERE h.quad = 3), count(*) FILTER (WHERE h.quad = 4),
    sum(CAST(round(h.goldstein * 10) AS INTEGER)), sum(CAST(round(h.score * 10) AS INTEGER)), sum(coalesce(h.dead, 0)), sum(h.n_independent)
  FROM part p JOIN counted h ON h.key = p.happening GROUP BY 1, 2, 3, 4;
DELETE FROM stale WHERE kind = 'day';

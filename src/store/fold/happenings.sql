-- Every event of a stale report is a happening of its own.
INSERT OR IGNORE INTO stale SELECT 'day', h.day FROM stale s JOIN event e ON e.report = s.key JOIN told t ON t.event = e.key
  JOIN happening h ON h.key = t.happening WHERE s.kind = 'report' AND h.day IS NOT NULL;
DELETE FROM happening WHERE key IN (SELECT e.key FROM stale s JOIN event e ON e.report = s.key WHERE s.kind = 'report');
INSERT INTO happening
  SELECT e.key, e.id, coalesce(e.first_day, r.date), e.type, e.mode, e.cameo, e.quad, e.goldstein, e.score, e.status, e.first_day, e.last_day,
    e.place, e.country, e.lat, e.lon, (SELECT n.low FROM number n WHERE n.event = e.key AND n.kind = 'dead'), 1, 1, 1
  FROM stale s JOIN event e ON e.report = s.key JOIN report r ON r.key = e.report WHERE s.kind = 'report';
INSERT INTO told SELECT e.key, e.key FROM stale s JOIN event e ON e.report = s.key WHERE s.kind = 'report';
INSERT OR IGNORE INTO stale SELECT 'happening', e.key FROM stale s JOIN event e ON e.report = s.key WHERE s.kind = 'report';
INSERT OR IGNORE INTO stale SELECT 'day', h.day FROM stale s JOIN happening h ON h.key = s.key WHERE s.kind = 'happening' AND h.day IS NOT NULL;

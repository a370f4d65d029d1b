-- Under which the mentions of stale reports are looked up: their type with each land that takes part or lies under them.
INSERT INTO trait SELECT code_land(p.code), e.type, code_time(e.first_day, e.last_day), coalesce(code_day(e.first_day), code_day(r.date), 0), e.key, e.report
  FROM stale s JOIN event e ON e.report = s.key JOIN report r ON r.key = e.report JOIN party p ON p.event = e.key
  WHERE s.kind = 'report' AND code_land(p.code) IS NOT NULL
  ON CONFLICT DO NOTHING;
INSERT INTO trait SELECT e.country, e.type, code_time(e.first_day, e.last_day), coalesce(code_day(e.first_day), code_day(r.date), 0), e.key, e.report
  FROM stale s JOIN event e ON e.report = s.key JOIN report r ON r.key = e.report
  WHERE s.kind = 'report' AND e.country IS NOT NULL
  ON CONFLICT DO NOTHING;

-- The mentions of one happening, the leading one first, each with its report and its words.
SELECT e.key, e.id, r.id, r.given_id, r.date, r.title, r.url, r.outlet, k.name, c.original IS NOT NULL, length(r.text),
  e.sentence, s."begin", s."end", e."begin", e."end",
  substr(r.text, s."begin" + 1, s."end" - s."begin"), substr(r.text, e."begin" + 1, e."end" - e."begin"),
  e.type, e.mode, e.context, e.content, e.cameo, e.status, e.quad, e.goldstein, e.score, e.confidence,
  e."when", substr(r.text, e.when_begin + 1, e.when_end - e.when_begin), e.first_day, e.last_day,
  e.place, e.country, e.lat, e.lon, e.geonameid, e.place_begin, e.place_end,
  e.by_text, e.by_code, e.by_kind, e.by_stance, e.via_text, e.via_code, e.by_begin, e.by_end, e.rule
FROM told t JOIN event e ON e.key = t.event JOIN report r ON r.key = e.report JOIN coder k ON k.key = r.coder
  JOIN sentence s ON s.report = e.report AND s.number = e.sentence LEFT JOIN copy c ON c.report = e.report
WHERE t.happening = ?1
ORDER BY e.key <> t.happening, r.date, r.id, e."begin", e.id

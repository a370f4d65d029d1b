-- Followed sources and how they fare.
SELECT s.url, s.title, strftime('%Y-%m-%dT%H:%M:%SZ', s.last_success, 'unixepoch') AS last_success, s.n_errors AS errors, s.last_error,
  strftime('%Y-%m-%dT%H:%M:%SZ', nullif(s.next_time, 0), 'unixepoch') AS next, s.n_reports AS reports,
  s.n_known AS known, s.n_aside AS set_aside,
  CASE WHEN s.n_reports + s.n_known > 0 THEN round(1.0 * s.n_known / (s.n_reports + s.n_known), 3) END AS share_known
FROM source s
ORDER BY s.url
LIMIT :limit

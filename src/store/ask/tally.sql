-- The tally of days, as it stands: what src/picture folds into indicators. :type is the kind: actor, dyad, country.
SELECT t.who, t.whom, t.day, t.n, t.n_1, t.n_2, t.n_3, t.n_4, t.goldstein, t.score, t.dead, t.reports
FROM tally t
WHERE t.kind = :type
  AND t.day >= :since
  AND t.day <= :until
  AND t.day <= :as_of
  AND (t.who = :actor OR (t.who > :actor || '-' AND t.who < :actor || '.') OR t.whom = :actor OR (t.whom > :actor || '-' AND t.whom < :actor || '.'))
  AND (t.who = :place OR (t.who > :place || '-' AND t.who < :place || '.'))
ORDER BY t.who, t.whom, t.day

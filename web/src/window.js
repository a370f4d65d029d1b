// The window of time: since and until of the filters as milliseconds, and the whole time that an archive covers.
import { get, set } from './state.js';
import { meta } from './api.js';
import { endOf, isoDay, startOf } from './words.js';

const DAY = 86400000;

/** [from, to) of the filters, or null where neither is set. */
export function chosen(domain) {
  const [since, until] = [get('since'), get('until')];
  if (!since && !until) return null;
  const from = since ? startOf(since) : domain[0],
    to = until ? endOf(until) : domain[1];
  return Number.isFinite(from) && Number.isFinite(to) && from < to ? [from, to] : null;
}

/** Writes a window into the filters; null takes it away. */
export function choose(window, options) {
  set({ since: window && isoDay(window[0]), until: window && isoDay(window[1] - DAY) }, options);
}

/** The days of the archive's reports with a little before and after; rows of the timeline where the server does not say. */
export async function wholeTime(rows = []) {
  const { first, last } = await meta();
  const spans = rows.map((row) => row.span);
  const from = first ? startOf(first) - 7 * DAY : Math.min(...spans.map((span) => span[0]));
  const to = last ? endOf(last) + 7 * DAY : Math.max(...spans.map((span) => span[1]));
  return Number.isFinite(from) && Number.isFinite(to) ? [from, to] : [Date.UTC(2020, 0), Date.UTC(2021, 0)];
}

/** The period of bars that suits a stretch of time. */
export function periodFor([from, to]) {
  const days = (to - from) / DAY;
  return days > 1100 ? 'month' : days > 150 ? 'week' : 'day';
}

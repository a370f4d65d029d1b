// Bars of a period's acts: cooperation above the line and conflict below it, so that the balance is seen at a glance; what is done lies
// next to the line and what is only said beyond it. Also the axis of time and the curve of hostility.
import { s } from './dom.js';
import { QUADS, dateWords, plural, spanOf } from './words.js';

const UP = [2, 1],
  DOWN = [4, 3];

const sum = (row, quads) => quads.reduce((n, quad) => n + (row[QUADS[quad].key] ?? 0), 0);

/** Rows of a question by periods, each with its span in milliseconds; those without a period are left out. */
export function withSpans(rows) {
  return rows
    .map((row) => ({ ...row, span: spanOf(row.period) }))
    .filter((row) => row.span)
    .sort((a, b) => a.span[0] - b.span[0]);
}

export function highest(rows) {
  return Math.max(1, ...rows.map((row) => Math.max(sum(row, UP), sum(row, DOWN))));
}

/** x: scale of time; middle and reach: the line and the length of the highest bar, in pixels; most: what that bar counts. */
export function drawBars(rows, { x, middle, reach, most, titles = true }) {
  return s(
    'g.bars',
    null,
    rows.map((row) => {
      const left = x(row.span[0]),
        width = Math.max(1.2, x(row.span[1]) - left - 1);
      const stack = (quads, sign) => {
        let at = 0;
        return quads.map((quad) => {
          const height = ((row[QUADS[quad].key] ?? 0) / most) * reach;
          const y = sign > 0 ? middle - at - height : middle + at;
          at += height;
          return height ? s(`rect.bar.q${quad}`, { x: left, width, y, height }) : null;
        });
      };
      return s('g', null, titles ? s('title', null, tellPeriod(row)) : null, stack(UP, 1), stack(DOWN, -1));
    }),
  );
}

export function tellPeriod(row) {
  const classes = Object.values(QUADS)
    .filter(({ key }) => row[key])
    .map(({ key, name }) => `${row[key]} ${name}`);
  return (
    `${dateWords(row.period)}: ${plural(row.events, 'event')}${classes.length ? ` · ${classes.join(', ')}` : ''}` +
    (row.dead ? ` · ${row.dead} dead` : '')
  );
}

/** The share of conflict among acts, smoothed over three periods, as a curve between top and bottom. */
export function drawHostility(rows, { x, top, bottom }) {
  const points = rows.map((row, i) => {
    const near = rows.slice(Math.max(0, i - 1), i + 2);
    const hostile = near.reduce((n, r) => n + sum(r, DOWN), 0),
      all = near.reduce((n, r) => n + sum(r, [...UP, ...DOWN]), 0);
    return [x((row.span[0] + row.span[1]) / 2), bottom - (all ? hostile / all : 0) * (bottom - top)];
  });
  if (points.length < 2) return null;
  return s('path.hostility', { d: `M${points.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join('L')}` });
}

const HOUR = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/** "2020" at a new year, "Feb" at a new month, "9 Feb", "14:00": what is new at this tick. */
function tickWords(tick) {
  if (tick % 86400000) return HOUR.format(tick);
  if (tick.getUTCDate() !== 1) return DATE.format(tick);
  return tick.getUTCMonth() ? MONTH.format(tick) : String(tick.getUTCFullYear());
}

export function drawAxis(x, { top, bottom, every = 80 }) {
  const [from, to] = x.range();
  const ticks = x.ticks(Math.max(2, Math.floor((to - from) / every)));
  const draw = (tick) => [
    s('line', { x1: x(tick), x2: x(tick), y1: top, y2: bottom }),
    to - x(tick) > 40 && s('text', { x: x(tick) + 3, y: bottom - 3 }, tickWords(tick)),
  ];
  return s('g.axis', { 'aria-hidden': 'true' }, ticks.map(draw));
}

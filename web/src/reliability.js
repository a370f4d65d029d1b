// The reliability curve: of the forecasts of each band of chances, how many came true. On the diagonal they are as good as their word;
// below it they were too bold. Both axes go by the square root, for most chances are small.
import { h, s } from './dom.js';
import { count, percent } from './words.js';

const SIZE = 300,
  EDGE = 44,
  TICKS = [0.01, 0.05, 0.1, 0.25, 0.5, 1];

const at = (chance) => Math.sqrt(Math.min(1, Math.max(0, chance))) * SIZE;
const x = (chance) => EDGE + at(chance);
const y = (chance) => 8 + SIZE - at(chance);

function axes() {
  return s(
    'g.axis',
    { 'aria-hidden': 'true' },
    TICKS.map((tick) => [
      s('line', { x1: x(tick), x2: x(tick), y1: y(0), y2: y(1) }),
      s('line', { x1: x(0), x2: x(1), y1: y(tick), y2: y(tick) }),
      s('text', { x: x(tick), y: y(0) + 16, 'text-anchor': 'middle' }, Math.round(tick * 100)),
      s('text', { x: EDGE - 6, y: y(tick) + 4, 'text-anchor': 'end' }, Math.round(tick * 100)),
    ]),
    s('text', { x: x(1), y: y(0) + 32, 'text-anchor': 'end' }, 'chance given, in per cent'),
    s(
      'text',
      { x: EDGE - 30, y: y(1), 'text-anchor': 'end', transform: `rotate(-90 ${EDGE - 30} ${y(1)})` },
      'came true',
    ),
  );
}

function point(row) {
  return s(
    'circle.band',
    { cx: x(row.given), cy: y(row.came), r: 3 + Math.min(5, Math.log10(Math.max(1, row.forecasts))) },
    s('title', null, tell(row)),
  );
}

const tell = (row) =>
  `${percent(row.from)} to ${percent(row.to)}: ${percent(row.given)} given, ${percent(row.came)} of ${count(row.forecasts)} came true`;

/** rows: {from, to, forecasts, given, came} of one horizon. */
export function drawReliability(rows) {
  return h(
    'figure.reliability',
    null,
    s(
      'svg',
      {
        viewBox: `0 0 ${EDGE + SIZE + 12} ${SIZE + 46}`,
        role: 'img',
        'aria-label': `Reliability: ${rows.map(tell).join('; ')}`,
      },
      axes(),
      s('line.ideal', { x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
      s('polyline.curve', { points: rows.map((row) => `${x(row.given)},${y(row.came)}`).join(' ') }),
      rows.map(point),
    ),
    h(
      'figcaption.fine',
      null,
      'On the line, as many came true as was said; below it, chances were too high. A larger point stands for more forecasts.',
      h(
        'ul',
        null,
        rows.map((row) => h('li', null, tell(row))),
      ),
    ),
  );
}

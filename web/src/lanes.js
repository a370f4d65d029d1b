// Lanes of the timeline: each event a sign in the lane of an actor, a type or a place; where there are too many, small bars instead.
import { scaleUtc } from 'd3-scale';
import { h, replace, s } from './dom.js';
import { drawAxis, drawBars, highest } from './bars.js';
import { quadShape } from './marks.js';
import { address } from './state.js';
import { dateWords, parties, quadOf, spanOf, typeName } from './words.js';

const LANES = 14,
  R = 4,
  CELL = 10,
  DEEP = 4,
  DENSE = 34,
  DAY = 86400000;

/** When it was; the day of the report where no day is told. */
const spanOfRow = (row) => row.span ?? spanOf(row.when) ?? spanOf(row.published);

const KEYS = {
  actor: (row) =>
    [...new Set([...parties(row.actor), ...parties(row.recipient)].map((party) => party.name))].slice(0, 4),
  type: (row) => [row.type],
  place: (row) => [row.place ?? row.country].filter(Boolean),
};

/** [name, rows] of the fullest lanes, the fullest first. */
function grouped(rows, keys, window) {
  const lanes = new Map();
  for (const row of rows) {
    const span = spanOfRow(row);
    if (!span || span[0] >= window[1] || span[1] <= window[0]) continue;
    for (const key of keys(row)) lanes.set(key, [...(lanes.get(key) ?? []), row]);
  }
  return [...lanes].sort((a, b) => b[1].length - a[1].length).slice(0, LANES);
}

/** Draws into a box that follows its width; paint(x, width, left) gives [height, content]. */
function follow(window, labels, paint, label) {
  const box = h('div.lanes'),
    svg = s('svg', { role: 'group', 'aria-label': label });
  box.append(svg);
  const draw = () => {
    const width = Math.max(box.clientWidth, 260),
      left = width > 700 ? labels : 0;
    const x = scaleUtc()
      .domain(window)
      .range([left || 34, width - 4]);
    const [height, content] = paint(x, width, left);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    replace(svg, drawAxis(x, { top: 0, bottom: height }), content);
  };
  new ResizeObserver(draw).observe(box);
  box.addEventListener('change', draw);
  return box;
}

function laneLabel(name, left, y, height) {
  const short = name.length > 26 ? `${name.slice(0, 25)}…` : name;
  return s('text.lane-name', { x: 12, y: left ? y + height / 2 + 4 : y + 11 }, short, s('title', null, name));
}

function eventSign(row, cx, cy, x) {
  const [from, to] = spanOfRow(row);
  const isLong = to - from > 8 * DAY;
  const who = `${row.actor ?? 'unnamed'}${row.recipient ? ` → ${row.recipient}` : ''}`;
  return s(
    'a',
    { href: address(`/events/${row.id}`), class: `mark is-${row.status}` },
    s('title', null, `${dateWords(row.when ?? `~${row.published}`)} · ${typeName(row)} · ${row.status}\n${who}`),
    isLong && s('line.span', { x1: x(from), x2: x(to), y1: cy, y2: cy }),
    quadShape(quadOf(row.type), cx, cy, R),
  );
}

/** The signs of one lane, stacked where they would lie on each other. */
function laneSigns(rows, x, top, height) {
  const [left, right] = x.range(),
    stacks = new Map(),
    signs = [];
  for (const row of rows) {
    const span = spanOfRow(row);
    if (!span) continue;
    const at = x(Math.min((span[0] + span[1]) / 2, span[0] + 15 * DAY));
    if (at < left - R || at > right + R) continue;
    const cell = Math.round(at / CELL),
      n = stacks.get(cell) ?? 0;
    stacks.set(cell, n + 1);
    if (n < DEEP) signs.push(eventSign(row, cell * CELL, top + height - R - 3 - n * CELL, x));
  }
  for (const [cell, n] of stacks) {
    if (n > DEEP)
      signs.push(s('text.more-signs', { x: cell * CELL, y: top + height - DEEP * CELL - 2 }, `+${n - DEEP}`));
  }
  return signs;
}

function deepest(rows, x) {
  const cells = new Map();
  for (const row of rows) {
    const span = spanOfRow(row);
    if (!span) continue;
    const cell = Math.round(x(Math.min((span[0] + span[1]) / 2, span[0] + 15 * DAY)) / CELL);
    cells.set(cell, (cells.get(cell) ?? 0) + 1);
  }
  return Math.max(1, ...cells.values());
}

export function eventLanes(rows, { by, window, labels }) {
  const lanes = grouped(rows, KEYS[by] ?? KEYS.actor, window);
  if (!lanes.length) return h('p.none', null, 'No events in this window.');
  return follow(
    window,
    labels,
    (x, width, left) => {
      let y = 0;
      const content = lanes.map(([name, own]) => {
        const deep = deepest(own, x),
          top = y + (left ? 0 : 14);
        const height = Math.min(deep, DEEP) * CELL + (deep > DEEP ? 16 : 8);
        y = top + height;
        return s(
          'g.lane',
          null,
          s('line.rule', { x1: 0, x2: width, y1: y, y2: y }),
          laneLabel(name, left, left ? top : top - 14, height),
          laneSigns(own, x, top, height),
        );
      });
      return [y + 18, content];
    },
    `Events by ${by}`,
  );
}

/** The names of the fullest lanes of some events. */
export const fullest = (rows, by, window) => grouped(rows, KEYS[by] ?? KEYS.actor, window).map(([name]) => name);

/** Lanes of counts: small bars of the timeline of each name; they come one by one, and each is drawn when it comes. */
export function densityLanes(names, ask, { window, labels }) {
  const known = new Map();
  const lane = (name, i, x, width, left) => {
    const y = i * DENSE;
    const own = (known.get(name) ?? []).filter(({ span }) => span[0] < window[1] && span[1] > window[0]);
    const bars = { x, middle: y + DENSE / 2, reach: DENSE / 2 - 3, most: highest(own) };
    const rule = s('line.rule', { x1: 0, x2: width, y1: y + DENSE, y2: y + DENSE });
    return s('g.lane', null, rule, laneLabel(name, left, y, DENSE), drawBars(own, bars));
  };
  const paint = (x, width, left) => [names.length * DENSE + 18, names.map((name, i) => lane(name, i, x, width, left))];
  const box = follow(window, labels, paint, 'Counts by lane');
  for (const name of names) {
    ask(name).then(
      (rows) => {
        known.set(name, rows);
        box.dispatchEvent(new Event('change'));
      },
      () => {}, // the view was left, or this lane has no answer: it stays empty
    );
  }
  return box;
}

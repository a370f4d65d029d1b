// Timeline: the whole time as a strip, the chosen window as bars with the curve of hostility, lanes of actors, types or places below it.
import { scaleUtc } from 'd3-scale';
import { ask } from '../api.js';
import { drawAxis, drawBars, drawHostility, highest, withSpans } from '../bars.js';
import { h, replace, s } from '../dom.js';
import { downloads, eventList, quadKey } from '../marks.js';
import { get, set } from '../state.js';
import { makeStrip, tellWindow } from '../strip.js';
import { chosen, choose, periodFor, wholeTime } from '../window.js';
import { count } from '../words.js';
import { densityLanes, eventLanes, fullest } from '../lanes.js';

const MOST_EVENTS = 1500,
  LIST = 50,
  CHART = 190,
  LABELS = 168,
  DAY = 86400000;

function select(name, label, options, now) {
  return h(
    'label.control',
    null,
    label,
    ' ',
    h(
      'select',
      { onchange: (event) => set({ [name]: event.target.value }) },
      options.map(([value, words]) => h('option', { value, selected: value === now }, words)),
    ),
  );
}

function zoomButtons(window, domain) {
  const [from, to] = window,
    wide = to - from,
    middle = (from + to) / 2;
  const button = (sign, label, next) =>
    h('button', { type: 'button', 'aria-label': label, title: label, onclick: () => choose(next) }, sign);
  const shrunk = Math.max(DAY, wide / 2);
  return h(
    'span.buttons',
    null,
    button('←', 'Earlier', [from - wide / 2, to - wide / 2]),
    button('−', 'Zoom out', [middle - wide, middle + wide]),
    button('+', 'Zoom in', [middle - shrunk / 2, middle + shrunk / 2]),
    button('→', 'Later', [from + wide / 2, to + wide / 2]),
    h('button', { type: 'button', onclick: () => choose(null), disabled: !chosen(domain) }, 'All'),
  );
}

/** The window's bars; dragging over them narrows the window. */
function makeChart(rows, window) {
  const box = h('div.chart');
  const svg = s('svg', {
    height: CHART,
    role: 'img',
    'aria-label': 'Acts of cooperation above the line, of conflict below it; share of conflict as a curve',
  });
  box.append(svg);
  const most = highest(rows),
    middle = CHART / 2 - 8;
  let x;
  const drawn = s('rect.inside', { y: 0, height: CHART, width: 0 });
  new ResizeObserver(() => {
    const width = Math.max(box.clientWidth, 260),
      left = width > 700 ? LABELS : 34;
    x = scaleUtc()
      .domain(window)
      .range([left, width - 4]);
    svg.setAttribute('width', width);
    svg.setAttribute('viewBox', `0 0 ${width} ${CHART}`);
    replace(
      svg,
      drawAxis(x, { top: 0, bottom: CHART }),
      s('text.scale', { x: left - 6, y: 12 }, count(most)),
      s('text.scale', { x: left - 6, y: CHART - 20 }, count(most)),
      width > 700 && [
        s('text.side', { x: 12, y: middle - 26 }, 'cooperation ↑'),
        s('text.side', { x: 12, y: middle + 34 }, 'conflict ↓'),
        s('text.side.hostile', { x: 12, y: middle + 4 }, '— share of conflict'),
      ],
      drawBars(rows, { x, middle, reach: middle - 6, most }),
      s('line.zero', { x1: left, x2: width - 4, y1: middle, y2: middle }),
      drawHostility(rows, { x, top: 4, bottom: CHART - 20 }),
      drawn,
    );
  }).observe(box);
  svg.addEventListener('pointerdown', (down) => {
    const at = (event) => +x.invert(event.clientX - svg.getBoundingClientRect().left),
      from = at(down);
    svg.setPointerCapture(down.pointerId);
    const move = (event) => {
      const [a, b] = [from, at(event)].sort((p, q) => p - q);
      drawn.setAttribute('x', x(a));
      drawn.setAttribute('width', Math.max(0, x(b) - x(a)));
    };
    svg.addEventListener('pointermove', move);
    svg.addEventListener(
      'pointerup',
      (up) => {
        svg.removeEventListener('pointermove', move);
        drawn.setAttribute('width', 0);
        if (Math.abs(x(at(up)) - x(from)) > 6)
          choose([from, at(up)].sort((p, q) => p - q).map((ms, i) => Math.floor(ms / DAY + i) * DAY));
      },
      { once: true },
    );
  });
  return box;
}

/** Each event as a sign; where there are too many, counts of the names that the newest events have most. */
function lanesOf({ by, period, window, answer, signal }) {
  if (!answer.next) return eventLanes(answer.rows, { by, window, labels: LABELS });
  const counts = async (name) => withSpans((await ask('timeline', { [by]: name, period, limit: 5000 }, signal)).rows);
  return densityLanes(fullest(answer.rows, by, [-Infinity, Infinity]), counts, { window, labels: LABELS });
}

export default async function timeline({ view, signal }) {
  const overview = withSpans(
    (await ask('timeline', { since: null, until: null, period: 'week', limit: 5000 }, signal)).rows,
  );
  const domain = await wholeTime(overview);
  const window = chosen(domain) ?? domain;
  const period = get('period') ?? periodFor(window),
    by = get('lanes') ?? 'actor';
  const [bars, answer] = await Promise.all([
    ask('timeline', { period, limit: 5000 }, signal),
    ask('events', { limit: MOST_EVENTS, order: 'newest' }, signal),
  ]);
  const lanes = lanesOf({ by, period, window, answer, signal });
  const strip = makeStrip({ rows: overview, domain, selection: chosen(domain), onSelect: choose });
  const told = `${tellWindow(window)} · ${answer.next ? `more than ${count(MOST_EVENTS)}` : count(answer.rows.length)} events`;
  replace(
    view,
    h(
      'div.controls',
      null,
      h('strong.window', null, told),
      zoomButtons(window, domain),
      select(
        'lanes',
        'Lanes',
        [
          ['actor', 'actors'],
          ['type', 'types'],
          ['place', 'places'],
        ],
        by,
      ),
      select(
        'period',
        'Bars',
        [
          ['', 'automatic'],
          ['day', 'days'],
          ['week', 'weeks'],
          ['month', 'months'],
        ],
        get('period') ?? '',
      ),
    ),
    strip.element,
    makeChart(
      withSpans(bars.rows).filter(({ span }) => span[0] < window[1] && span[1] > window[0]),
      window,
    ),
    lanes,
    quadKey(),
    h(
      'section.part',
      null,
      h('h2', null, 'Events'),
      downloads('events', ['csv', 'jsonl', 'geojson', 'atom']),
      eventList(answer.rows.slice(0, LIST)),
      answer.rows.length > LIST &&
        h('p', null, h('a', { href: `/events${location.search}` }, 'All events with these filters')),
    ),
  );
}

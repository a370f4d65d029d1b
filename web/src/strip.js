// A strip of the whole time with a window that is dragged, stretched or drawn anew: how one chooses since and until without typing.
import { scaleUtc } from 'd3-scale';
import { h, replace, s } from './dom.js';
import { drawAxis, drawBars, highest } from './bars.js';
import { dateWords, isoDay } from './words.js';

const HEIGHT = 64,
  GRIP = 7,
  DAY = 86400000;

/** Rounds to days, never less than one. */
function toDays([from, to]) {
  const a = Math.round(from / DAY) * DAY;
  return [a, Math.max(a + DAY, Math.round(to / DAY) * DAY)];
}

/** What dragging does to the window, by where it began. */
function dragged(how, start, selection, at) {
  const moved = at - start;
  if (how === 'new') return [Math.min(start, at), Math.max(start, at)];
  if (how === 'left') return [Math.min(selection[0] + moved, selection[1] - DAY), selection[1]];
  if (how === 'right') return [selection[0], Math.max(selection[1] + moved, selection[0] + DAY)];
  return [selection[0] + moved, selection[1] + moved];
}

/**
 * rows: of the question timeline, with spans; domain and selection: [from, to) in milliseconds.
 * onMove(selection) is called while the window moves, onSelect(selection or null) once it rests.
 */
export function makeStrip({ rows, domain, selection, onMove = () => {}, onSelect }) {
  const box = h('div.strip');
  let now = selection,
    x;
  const svg = s('svg', {
    height: HEIGHT,
    tabindex: 0,
    role: 'group',
    'aria-label': 'Time: drag to choose a window; arrow keys move it, plus and minus stretch it',
  });
  const shade = s('g.window');
  box.append(svg);

  function drawWindow() {
    const [a, b] = now ? now.map((ms) => Math.min(Math.max(x(ms), 0), x.range()[1])) : [0, x.range()[1]];
    replace(
      shade,
      s('rect.outside', { x: 0, y: 0, width: a, height: HEIGHT }),
      s('rect.outside', { x: b, y: 0, width: Math.max(0, x.range()[1] - b), height: HEIGHT }),
      now && [
        s('rect.inside', { x: a, y: 0.5, width: Math.max(2, b - a), height: HEIGHT - 1 }),
        [a, b].map((edge) => s('rect.grip', { x: edge - 2, y: HEIGHT / 2 - 9, width: 4, height: 18, rx: 2 })),
      ],
    );
  }

  function draw() {
    const width = Math.max(box.clientWidth, 200);
    x = scaleUtc().domain(domain).range([0, width]);
    const middle = HEIGHT / 2 - 6;
    replace(
      svg,
      drawAxis(x, { top: 0, bottom: HEIGHT }),
      drawBars(rows, { x, middle, reach: middle - 3, most: highest(rows), titles: false }),
      s('line.zero', { x1: 0, x2: width, y1: middle, y2: middle }),
      shade,
    );
    svg.setAttribute('width', width);
    svg.setAttribute('viewBox', `0 0 ${width} ${HEIGHT}`);
    drawWindow();
  }

  function choose(next) {
    now = next && toDays(next);
    drawWindow();
    onSelect(now);
  }

  svg.addEventListener('pointerdown', (down) => {
    if (down.button) return;
    const place = (event) => event.clientX - svg.getBoundingClientRect().left;
    const at = place(down),
      before = now;
    const how = !now
      ? 'new'
      : Math.abs(at - x(now[0])) < GRIP
        ? 'left'
        : Math.abs(at - x(now[1])) < GRIP
          ? 'right'
          : at > x(now[0]) && at < x(now[1])
            ? 'move'
            : 'new';
    svg.setPointerCapture(down.pointerId);
    const move = (event) => {
      if (Math.abs(place(event) - at) < 3 && how === 'new') return;
      now = dragged(how, +x.invert(at), before ?? domain, +x.invert(place(event)));
      drawWindow();
      onMove(toDays(now));
    };
    svg.addEventListener('pointermove', move);
    svg.addEventListener(
      'pointerup',
      () => {
        svg.removeEventListener('pointermove', move);
        if (now !== before) choose(now);
      },
      { once: true },
    );
  });
  svg.addEventListener('dblclick', () => choose(null));
  svg.addEventListener('keydown', (event) => {
    const [a, b] = now ?? domain,
      step = Math.max(DAY, (b - a) / 4);
    const next = {
      ArrowLeft: [a - step, b - step],
      ArrowRight: [a + step, b + step],
      '+': [a + step / 2, b - step / 2],
      '-': [a - step, b + step],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    choose(next[1] - next[0] < DAY ? [next[0], next[0] + DAY] : next);
  });

  new ResizeObserver(draw).observe(box);
  return {
    element: box,
    set: (next) => {
      now = next;
      drawWindow();
    },
  };
}

/** "6 Jan – 12 Feb 2020" for a window. */
export const tellWindow = ([from, to]) => dateWords(`${isoDay(from)}/${isoDay(to - DAY)}`);

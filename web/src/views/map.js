// Map: events by place and who holds what, with a window of time. Outlines are embedded, nothing is fetched from elsewhere.
import { askOrNone, fetchJson, meta } from '../api.js';
import { withSpans } from '../bars.js';
import { heldPlaces, holdersOf } from '../control.js';
import { h, replace, s } from '../dom.js';
import { loadWorld } from '../land.js';
import { makePanel } from '../mappanel.js';
import { MapView } from '../mapview.js';
import { downloads, quadKey, section } from '../marks.js';
import { located, placesIn, placesOf } from '../places.js';
import { filters, get, set } from '../state.js';
import { makeStrip, tellWindow } from '../strip.js';
import { dateWords, isoDay, startOf } from '../words.js';
import { choose, chosen, wholeTime } from '../window.js';

const MOST = 5000; // events kept in memory
const LARGE = 100_000; // events, of which only the last year's are asked for where no time is chosen
const KEY = 10; // holders told below the map
const DAY = 86400000;

/** Plays the window through the time, a tenth of it a step. */
function player({ start, strip, domain, show }) {
  let timer = null,
    now = start;
  const button = h(
    'button.play',
    { type: 'button', 'aria-label': 'Play', onclick: () => (timer ? stop() : play()) },
    '▶',
  );
  const stop = () => {
    clearInterval(timer);
    timer = null;
    button.textContent = '▶';
    button.setAttribute('aria-label', 'Play');
  };
  const play = () => {
    const wide = now ? now[1] - now[0] : Math.max(7 * DAY, (domain[1] - domain[0]) / 10);
    let from = now && now[1] < domain[1] ? now[0] : domain[0];
    button.textContent = '❚❚';
    button.setAttribute('aria-label', 'Stop');
    timer = setInterval(() => {
      from += Math.max(DAY, wide / 10);
      if (from + wide > domain[1] || !button.isConnected) return stop();
      now = [from, from + wide];
      strip.set(now);
      show(now);
    }, 350);
  };
  return button;
}

/** Who held what on the last day of the window, each with the coordinates of its place; and the places that filters leave. */
async function placesAndControl({ events, last }, signal) {
  const asOf = get('as-of') ?? get('until');
  const lastYear = events > LARGE && last ? isoDay(startOf(last) - 365 * DAY) : null;
  const extra = { since: get('since') ?? lastYear, 'as-of': asOf };
  const answer = await fetchJson('map', { ...filters(), ...extra }, signal);
  const places = new Map(
    [...answer.places, ...answer.spots].map((place) => [`${place.place} ${place.country}`, place]),
  );
  const control = answer.control.map((row) => {
    const { lat, lon } = places.get(`${row.place} ${row.country}`) ?? {};
    return { ...row, lat, lon };
  });
  return { places: placesOf(answer.places), control, since: extra.since };
}

/** Events of a small archive, so that places follow the window while it moves; null of a large one, whose places the server counts. */
async function eventsInMemory(about, signal) {
  if (!(about.events <= MOST)) return null;
  const extra = { ...filters(), since: null, until: null, limit: MOST };
  return located((await fetchJson('events.geojson', extra, signal)).features);
}

function keyOf(map) {
  const change = (layer) => () => {
    if (!map.layers.delete(layer)) map.layers.add(layer);
    set({ layers: [...map.layers].join(',') }, { replace: true, quiet: true });
    map.draw();
  };
  const toggle = (layer, words) =>
    h(
      'label',
      null,
      h('input', { type: 'checkbox', checked: map.layers.has(layer), onchange: change(layer) }),
      ' ',
      words,
    );
  const box = { viewBox: '-9 -9 18 18', width: 16, height: 16, 'aria-hidden': 'true' };
  const holder = ([who, { colour, letter, n }]) => {
    const square = s(`rect.holder.c${colour}`, { x: -8, y: -8, width: 16, height: 16, rx: 3 });
    const sign = s('svg.sign', box, square, s('text.letter', { y: 4 }, letter));
    return h('li', null, sign, ` ${who}`, h('span.code', null, ` ${n}`));
  };
  const holders = [...map.holders].slice(0, KEY).map(holder);
  return h(
    'div.map-key',
    null,
    h('div.controls', null, toggle('events', 'Events'), toggle('control', 'Control')),
    quadKey(),
    holders.length > 0 && h('ul.key', { 'aria-label': 'Who holds places' }, holders),
    h('p.fine', null, 'Dashed lines are disputed borders; the map takes no side. Outlines: Natural Earth.'),
  );
}

export default async function mapView({ view, signal }) {
  const about = await meta();
  const [world, events, { places, control, since }, rows] = await Promise.all([
    loadWorld(),
    eventsInMemory(about, signal),
    placesAndControl(about, signal),
    askOrNone('timeline', { since: null, until: null, period: 'week', limit: 5000 }, signal),
  ]);
  const overview = withSpans(rows);
  const domain = await wholeTime(overview);
  const start = chosen(domain);
  const held = heldPlaces(control);
  const panel = makePanel();
  const layers = new Set((get('layers') ?? 'events,control').split(','));
  const holders = holdersOf(held.flatMap((place) => place.rows));
  const map = new MapView(world, { held, holders, layers, onPlace: panel.showEvents, onHeld: panel.showControl });
  const told = h('strong.window');
  const show = (window) => {
    const seen = events ? placesIn(events, window) : places;
    const all = since ? `Since ${dateWords(since)}` : `All time, ${tellWindow(domain)}`;
    replace(told, window ? tellWindow(window) : all);
    map.show(seen);
    panel.showPlaces(seen);
  };
  const strip = makeStrip({ rows: overview, domain, selection: start, onMove: show, onSelect: choose });
  show(start);
  const asOf = dateWords(get('as-of') ?? get('until') ?? about.last ?? isoDay(domain[1]));
  const play = events && player({ start, strip, domain, show });
  replace(
    view,
    h('div.controls', null, play, told, h('span.fine', null, ` Control as of ${asOf}`)),
    strip.element,
    h('div.map-and-panel', null, map.box, panel.element),
    keyOf(map),
    section('Download', downloads('events', ['geojson', 'csv', 'jsonl']), downloads('control', ['csv', 'jsonl'])),
  );
}

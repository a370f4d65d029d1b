// Map: events by place and who holds what, with a window of time. Outlines are embedded, nothing is fetched from elsewhere.
import { askOrNone, fetchJson, meta } from '../api.js';
import { withSpans } from '../bars.js';
import { heldPlaces, holdersOf } from '../control.js';
import { h, replace, s } from '../dom.js';
import { placeLabels } from '../labels.js';
import { drawLand, loadWorld } from '../land.js';
import { chip, downloads, eventList, gauge, quadKey, quadShape, quadSign, section, time, wordsOf } from '../marks.js';
import { panZoom } from '../panzoom.js';
import { clustered, leadingQuad, located, placesIn } from '../places.js';
import { filters, get, set } from '../state.js';
import { makeStrip, tellWindow } from '../strip.js';
import { count, dateWords, isoDay, plural } from '../words.js';
import { choose, chosen, wholeTime } from '../window.js';

const MOST = 5000,
  NEAR = 16,
  DAY = 86400000;

/** The view {x: lon, y: -lat, k: pixels per degree of latitude} of the URL, else one that holds nine tenths of the places. */
function firstView(places, width, height) {
  const told = (get('at') ?? '').split(',').map(Number);
  if (told.length === 3 && told.every(Number.isFinite)) return { x: told[1], y: -told[0], k: told[2] };
  if (!places.length) return { x: 10, y: -20, k: width / 340 };
  const middle = (key) => {
    // each event counts, so that a crisis is seen close though its summits were far away
    const sorted = places.flatMap((place) => Array(place.events?.length ?? 1).fill(place[key])).sort((a, b) => a - b),
      cut = Math.floor(sorted.length * 0.12);
    return [sorted[cut], sorted[sorted.length - 1 - cut]];
  };
  const [west, east] = middle('lon'),
    [south, north] = middle('lat');
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const k = Math.min(width / ((east - west) * squeeze + 3), height / (north - south + 3), 90);
  return { x: (west + east) / 2, y: -(south + north) / 2, k: Math.max(k, width / 380) };
}

/** Equirectangular, true at the parallel in the middle: near it shapes and distances are right, and pan and zoom are affine. */
const squeezeAt = (view) => Math.max(0.35, Math.cos((Math.min(Math.abs(view.y), 65) * Math.PI) / 180));

const signSize = (n) => Math.min(4 + Math.sqrt(n) * 2.1, 26);

class MapView {
  constructor(world, events, held) {
    Object.assign(this, { world, events, held, holders: holdersOf(held.flatMap((place) => place.rows)), window: null });
    this.layers = new Set((get('layers') ?? 'events,control').split(','));
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.svg = s('svg', {
      role: 'group',
      'aria-label': 'Map: tab through places; arrow keys move, plus and minus zoom',
      tabindex: 0,
    });
    this.panel = h('aside.panel', { 'aria-live': 'polite' });
    this.box = h('div.map', null, this.canvas, this.svg);
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width) return;
    Object.assign(this, { width, height, ratio: Math.min(devicePixelRatio, 2) });
    this.canvas.width = width * this.ratio;
    this.canvas.height = height * this.ratio;
    this.svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    if (!this.view) {
      this.view = firstView([...placesIn(this.events, this.window), ...this.held], width, height);
      const control = panZoom(this.svg, this.view, {
        least: width / 420,
        most: 900,
        aspect: () => squeezeAt(this.view),
        onChange: () => this.soon(),
      });
      this.box.append(
        h(
          'div.map-buttons',
          null,
          h('button', { type: 'button', 'aria-label': 'Zoom in', onclick: control.zoomIn }, '+'),
          h('button', { type: 'button', 'aria-label': 'Zoom out', onclick: control.zoomOut }, '−'),
        ),
      );
    }
    this.draw();
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
      clearTimeout(this.remember);
      const { x, y, k } = this.view;
      this.remember = setTimeout(
        () => set({ at: `${(-y).toFixed(2)},${x.toFixed(2)},${k.toFixed(1)}` }, { replace: true, quiet: true }),
        400,
      );
    });
  }

  project(lon, lat) {
    const { x, y, k } = this.view;
    return [this.width / 2 + (lon - x) * k * squeezeAt(this.view), this.height / 2 + (-lat - y) * k];
  }

  draw() {
    if (!this.view) return;
    const { view, ratio } = this,
      kx = view.k * squeezeAt(view) * ratio,
      ky = view.k * ratio;
    const matrix = new DOMMatrix([
      kx,
      0,
      0,
      ky,
      this.canvas.width / 2 - view.x * kx,
      this.canvas.height / 2 - view.y * ky,
    ]);
    drawLand(this.canvas.getContext('2d'), this.world, matrix, ratio);
    const focused = document.activeElement?.dataset?.key;
    const clusters = this.layers.has('events')
      ? clustered(placesIn(this.events, this.window), (lon, lat) => this.project(lon, lat), NEAR).filter((c) =>
          this.isSeen([c.x, c.y]),
        )
      : [];
    replace(
      this.svg,
      this.names(clusters),
      this.eventMarks(clusters),
      this.layers.has('control') && this.controlMarks(),
    );
    if (focused) this.svg.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  isSeen([x, y], margin = 30) {
    return x > -margin && y > -margin && x < this.width + margin && y < this.height + margin;
  }

  /** Names of places, the fullest first, then those of countries where there is room. */
  names(clusters) {
    const signs = clusters.map(({ x, y, name, events }) => ({
      x,
      y,
      r: signSize(events.length),
      text: name ?? '',
      weight: events.length,
    }));
    const shown = new Set(signs.map((sign) => sign.text));
    const frame = [4, 4, this.width - 4, this.height - 4],
      placed = placeLabels(
        signs.filter((sign) => sign.text),
        frame,
        this.heldBoxes(),
      );
    const boxes = [...placed].map(([{ text }, { x, y, anchor }]) => ({
      x: x + text.length * 3.3 * { start: 1, middle: 0, end: -1 }[anchor],
      y,
      wide: text.length * 6.6,
    }));
    const countries = this.world.labels.map(({ name, lon, lat, size }) => {
      const [x, y] = this.project(lon, lat),
        wide = name.length * 8;
      if (shown.has(name) || size * this.view.k < name.length * 6.4 || !this.isSeen([x, y])) return null;
      if (
        [...signs.map((sign) => ({ ...sign, wide: 2 * sign.r })), ...boxes].some(
          (b) => Math.abs(b.x - x) < (b.wide + wide) / 2 && Math.abs(b.y - y) < 16,
        )
      )
        return null;
      return s('text.country', { x, y }, name);
    });
    return s(
      'g',
      { 'aria-hidden': 'true' },
      countries,
      [...placed].map(([{ text }, { x, y, anchor }]) => s('text.place-name', { x, y, 'text-anchor': anchor }, text)),
    );
  }

  mark(name, key, label, at, onOpen, ...content) {
    const open = (event) => {
      event.preventDefault();
      onOpen();
    };
    return s(
      name,
      {
        tabindex: 0,
        role: 'button',
        'aria-label': label,
        'data-key': key,
        transform: `translate(${at.map((n) => n.toFixed(1)).join(' ')})`,
        onclick: open,
        onkeydown: (event) => ['Enter', ' '].includes(event.key) && open(event),
      },
      s('title', null, label),
      content,
    );
  }

  eventMarks(clusters) {
    return clusters.toReversed().map((cluster) => {
      const n = cluster.events.length,
        r = signSize(n);
      return this.mark(
        'g.place',
        `e${cluster.name}`,
        `${cluster.name}: ${plural(n, 'event')}`,
        [cluster.x, cluster.y],
        () => this.showEvents(cluster),
        quadShape(leadingQuad(cluster.quads), 0, 0, r),
        r > 9 && s('text.number', { y: 4 }, count(n)),
      );
    });
  }

  heldBoxes() {
    if (!this.layers.has('control')) return [];
    return this.held.map(({ lon, lat }) => this.project(lon, lat)).map(([x, y]) => [x - 23, y - 23, x - 3, y - 3]);
  }

  controlMarks() {
    return this.held.map((place) => {
      const at = this.project(place.lon, place.lat),
        [first] = place.rows,
        holder = this.holders.get(first.who);
      if (!this.isSeen(at)) return null;
      const label = `${place.name}: ${place.rows.map((row) => `${row.who} (${row.standing}, ${dateWords(row.day)})`).join('; ')}`;
      const isSure = place.rows.length === 1 && first.standing === 'holder';
      return this.mark(
        'g.held',
        `c${place.name}`,
        label,
        [at[0] - 13, at[1] - 13],
        () => this.showControl(place),
        s(`rect.holder.c${holder.colour}`, { x: -8, y: -8, width: 16, height: 16, rx: 3 }),
        !isSure && s('rect.contested', { x: -10, y: -10, width: 20, height: 20, rx: 4 }),
        s('text.letter', { y: 4 }, holder.letter),
      );
    });
  }

  /** The places with most events: what the panel shows until one is chosen, and a way to them without the map. */
  showPlaces() {
    const places = placesIn(this.events, this.window).sort((a, b) => b.events.length - a.events.length);
    const most = places[0]?.events.length ?? 0;
    replace(
      this.panel,
      h('h2', null, plural(places.length, 'place')),
      h(
        'ul.place-list',
        { 'data-list': true },
        places
          .slice(0, 40)
          .map((place) =>
            h(
              'li',
              { tabindex: '-1' },
              quadSign(leadingQuad(place.quads)),
              h(
                'button.plain-button',
                { type: 'button', onclick: () => this.showEvents({ ...place, places: [place] }) },
                place.name ?? 'unnamed',
              ),
              gauge(place.events.length, most, plural(place.events.length, 'event')),
              h('span.number', null, count(place.events.length)),
            ),
          ),
      ),
    );
  }

  showEvents({ name, events, places }) {
    const others = places.length > 1 ? ` and ${plural(places.length - 1, 'place')} near it` : '';
    replace(
      this.panel,
      this.back(),
      h('h2', null, name, others),
      eventList(events.slice(0, 40)),
      events.length > 40 && h('p', null, `${count(events.length - 40)} more: zoom in or narrow the filters.`),
    );
  }

  back() {
    return h('button.plain-button', { type: 'button', onclick: () => this.showPlaces() }, '← All places');
  }

  showControl({ name, rows }) {
    replace(
      this.panel,
      this.back(),
      h('h2', null, `Who holds ${name}`),
      h(
        'ul.facts',
        null,
        rows.map((row) =>
          h(
            'li',
            null,
            h('strong', null, row.who),
            ' ',
            chip(row.standing),
            ' ',
            time(row.day),
            wordsOf(row.words, row.report),
          ),
        ),
      ),
    );
  }

  key() {
    const toggle = (layer, words) =>
      h(
        'label',
        null,
        h('input', {
          type: 'checkbox',
          checked: this.layers.has(layer),
          onchange: () => {
            if (!this.layers.delete(layer)) this.layers.add(layer);
            set({ layers: [...this.layers].join(',') }, { replace: true, quiet: true });
            this.draw();
          },
        }),
        ' ',
        words,
      );
    return h(
      'div.map-key',
      null,
      h('div.controls', null, toggle('events', 'Events'), toggle('control', 'Control')),
      quadKey(),
      this.holders.size > 0 &&
        h(
          'ul.key',
          { 'aria-label': 'Who holds places' },
          [...this.holders]
            .slice(0, 10)
            .map(([who, { colour, letter, n }]) =>
              h(
                'li',
                null,
                s(
                  'svg.sign',
                  { viewBox: '-9 -9 18 18', width: 16, height: 16, 'aria-hidden': 'true' },
                  s(`rect.holder.c${colour}`, { x: -8, y: -8, width: 16, height: 16, rx: 3 }),
                  s('text.letter', { y: 4 }, letter),
                ),
                ` ${who}`,
                h('span.code', null, ` ${n}`),
              ),
            ),
        ),
      h('p.fine', null, 'Dashed lines are disputed borders; the map takes no side. Outlines: Natural Earth.'),
    );
  }
}

/** Plays the window through the time, a tenth of it a step. */
function player(map, strip, domain, show) {
  let timer = null;
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
    const wide = map.window ? map.window[1] - map.window[0] : Math.max(7 * DAY, (domain[1] - domain[0]) / 10);
    let from = map.window && map.window[1] < domain[1] ? map.window[0] : domain[0];
    button.textContent = '❚❚';
    button.setAttribute('aria-label', 'Stop');
    timer = setInterval(() => {
      from += Math.max(DAY, wide / 10);
      if (from + wide > domain[1] || !button.isConnected) return stop();
      strip.set([from, from + wide]);
      show([from, from + wide]);
    }, 350);
  };
  return button;
}

/** Who held what on the last day of the window, each with the coordinates of its place. */
async function controlRows(signal) {
  const asOf = get('as-of') ?? get('until');
  const answer = await fetchJson(
    'map',
    { ...filters(), since: null, until: null, type: null, status: null, 'as-of': asOf },
    signal,
  );
  const places = new Map(
    [...answer.places, ...answer.spots].map((place) => [`${place.place} ${place.country}`, place]),
  );
  return (answer.control ?? []).map((row) => {
    const { lat, lon } = 'lat' in row ? row : (places.get(`${row.place} ${row.country}`) ?? {});
    return { ...row, lat, lon };
  });
}

export default async function mapView({ view, signal }) {
  const whole = { since: null, until: null };
  const [world, geo, control, rows, about] = await Promise.all([
    loadWorld(),
    fetchJson('events.geojson', { ...filters(), ...whole, limit: MOST }, signal),
    controlRows(signal),
    askOrNone('timeline', { ...whole, period: 'week', limit: 5000 }, signal),
    meta(),
  ]);
  const overview = withSpans(rows),
    domain = await wholeTime(overview);
  const map = new MapView(world, located(geo.features), heldPlaces(control));
  map.window = chosen(domain);
  const told = h('strong.window');
  const show = (window) => {
    map.window = window;
    replace(told, window ? tellWindow(window) : `All time, ${tellWindow(domain)}`);
    map.draw();
  };
  const strip = makeStrip({ rows: overview, domain, selection: map.window, onMove: show, onSelect: choose });
  show(map.window);
  const asOf = get('as-of') ?? get('until') ?? about.last ?? isoDay(domain[1]);
  map.showPlaces();
  replace(
    view,
    h(
      'div.controls',
      null,
      player(map, strip, domain, show),
      told,
      h('span.fine', null, ` Control as of ${dateWords(asOf)}`),
    ),
    strip.element,
    h('div.map-and-panel', null, map.box, map.panel),
    map.key(),
    geo.features.length >= MOST &&
      h('p.fine', null, `The newest ${count(MOST)} events are shown; narrow the filters for the others.`),
    section('Download', downloads('events', ['geojson', 'csv', 'jsonl']), downloads('control', ['csv', 'jsonl'])),
  );
}

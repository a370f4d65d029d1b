// The map itself: outlines on a canvas, signs of places and of who holds them above it, moved and zoomed together.
import { h, replace, s } from './dom.js';
import { placeLabels } from './labels.js';
import { drawLand } from './land.js';
import { quadShape } from './marks.js';
import { panZoom } from './panzoom.js';
import { clustered, leadingQuad } from './places.js';
import { get, set } from './state.js';
import { count, dateWords, plural } from './words.js';

const NEAR = 16; // pixels within which places are one sign
const CUT = 0.12; // of the events on each side, which the first view may leave out
const LETTER = 6.6; // pixels

/** The view {x: lon, y: -lat, k: pixels per degree of latitude} of the URL, else one that holds three quarters of the events. */
function firstView(places, width, height) {
  const told = (get('at') ?? '').split(',').map(Number);
  if (told.length === 3 && told.every(Number.isFinite)) return { x: told[1], y: -told[0], k: told[2] };
  if (!places.length) return { x: 10, y: -20, k: width / 340 };
  const middle = (key) => {
    // each event counts, so that a crisis is seen close though its summits were far away
    const sorted = places.toSorted((a, b) => a[key] - b[key]);
    const all = sorted.reduce((sum, { n = 1 }) => sum + n, 0);
    let past = 0;
    const inside = sorted.filter(({ n = 1 }) => {
      past += n;
      return past > all * CUT && past - n < all * (1 - CUT);
    });
    return [inside[0][key], inside.at(-1)[key]];
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

export class MapView {
  /** onPlace and onHeld are told what was chosen. */
  constructor(world, { held, holders, layers, onPlace, onHeld }) {
    Object.assign(this, { world, held, holders, layers, onPlace, onHeld, places: [] });
    this.canvas = h('canvas', { 'aria-hidden': 'true' });
    this.svg = s('svg', {
      role: 'group',
      'aria-label': 'Map: tab through places; arrow keys move, plus and minus zoom',
      tabindex: 0,
    });
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
      this.view = firstView([...this.places, ...this.held], width, height);
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

  /** Draws these places instead of those before. */
  show(places) {
    this.places = places;
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
      ? clustered(this.places, (lon, lat) => this.project(lon, lat), NEAR).filter((c) => this.isSeen([c.x, c.y]))
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
    const signs = clusters.map(({ x, y, name, n }) => ({ x, y, r: signSize(n), text: name ?? '', weight: n }));
    const frame = [4, 4, this.width - 4, this.height - 4];
    const placed = placeLabels(
      signs.filter((sign) => sign.text),
      frame,
      this.heldBoxes(),
    );
    const name = ([{ text }, { x, y, anchor }]) => s('text.place-name', { x, y, 'text-anchor': anchor }, text);
    return s('g', { 'aria-hidden': 'true' }, this.countryNames(signs, placed), [...placed].map(name));
  }

  countryNames(signs, placed) {
    const shown = new Set(signs.map((sign) => sign.text));
    const side = { start: 1, middle: 0, end: -1 };
    const taken = [...placed].map(([{ text }, { x, y, anchor }]) => {
      const wide = text.length * LETTER;
      return { x: x + (wide / 2) * side[anchor], y, wide };
    });
    for (const { x, y, r } of signs) taken.push({ x, y, wide: 2 * r });
    return this.world.labels.map(({ name, lon, lat, size }) => {
      const [x, y] = this.project(lon, lat);
      const isTooSmall = size * this.view.k < name.length * LETTER;
      if (shown.has(name) || isTooSmall || !this.isSeen([x, y])) return null;
      const meets = (other) => Math.abs(other.x - x) < (other.wide + name.length * 8) / 2 && Math.abs(other.y - y) < 16;
      return taken.some(meets) ? null : s('text.country', { x, y }, name);
    });
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
      const { n } = cluster;
      const r = signSize(n);
      return this.mark(
        'g.place',
        `e${cluster.name}`,
        `${cluster.name}: ${plural(n, 'event')}`,
        [cluster.x, cluster.y],
        () => this.onPlace(cluster),
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
        () => this.onHeld(place),
        s(`rect.holder.c${holder.colour}`, { x: -8, y: -8, width: 16, height: 16, rx: 3 }),
        !isSure && s('rect.contested', { x: -10, y: -10, width: 20, height: 20, rx: 4 }),
        s('text.letter', { y: 4 }, holder.letter),
      );
    });
  }
}

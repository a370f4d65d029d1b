// Network: actors and how they stand to each other as of a date; a click tells a node's relations, focus shows it with its neighbours.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from 'd3-force';
import { ask, askOrNone, meta } from '../api.js';
import { withSpans } from '../bars.js';
import { h, replace, s } from '../dom.js';
import { placeLabels } from '../labels.js';
import { chip, downloads, section, wordsOf } from '../marks.js';
import { panZoom } from '../panzoom.js';
import { partyName, statesOf } from '../parties.js';
import { address, get, set } from '../state.js';
import { makeStrip } from '../strip.js';
import { count, dateWords, isoDay, plural } from '../words.js';
import { wholeTime } from '../window.js';

const MOST_RELATIONS = 800,
  SHOWN = 45,
  MORE = 30,
  STEPS = 280,
  DAY = 86400000;

const KINDS = ['fights', 'opposes', 'backs', 'allied', 'leads', 'holds', 'member', 'located', 'recognises'];
const BOTH_WAYS = new Set(['allied']);

/** Nodes by name and links of rows of `relations`; whoever has no name of its own is one node for each code. */
function graphOf(rows, kinds) {
  const nodes = new Map(),
    links = [],
    states = statesOf(rows);
  const node = (name, code) => {
    if (!nodes.has(name)) nodes.set(name, { id: name, code, weight: 0, degree: 0 });
    return nodes.get(name);
  };
  for (const row of rows) {
    if (!row.from || !row.to || !kinds.has(row.type)) continue;
    const [from, to] = [partyName(row.from, row.from_code, states), partyName(row.to, row.to_code, states)];
    if (from === to) continue;
    const [source, target] = [node(from, row.from_code), node(to, row.to_code)];
    for (const end of [source, target]) {
      end.weight += row.independent ?? 1;
      end.degree++;
    }
    links.push({ source, target, row });
  }
  return { nodes: [...nodes.values()], links };
}

/** The ends of the links that most reports tell, until there are enough. */
function bestAttested(links, most) {
  const names = new Set();
  for (const { source, target } of links.toSorted((a, b) => (b.row.independent ?? 1) - (a.row.independent ?? 1))) {
    if (names.size >= most) break;
    names.add(source.id).add(target.id);
  }
  return names;
}

/** What is drawn: the best attested, or the focus with its neighbours; and the neighbours of those that were expanded. */
function chosenPart({ nodes, links }, focus, shown, expanded) {
  const keep = focus ? new Set([focus]) : bestAttested(links, shown);
  for (const name of focus ? [focus, ...expanded] : expanded) {
    const near = links.filter(({ source, target }) => source.id === name || target.id === name);
    for (const { source, target } of near) keep.add(source.id).add(target.id);
  }
  return {
    nodes: nodes.filter(({ id }) => keep.has(id)),
    links: links.filter(({ source, target }) => keep.has(source.id) && keep.has(target.id)),
  };
}

const radius = (node) => 5 + 11 * Math.sqrt(node.share);

function layOut({ nodes, links }, width, height) {
  const most = Math.max(...nodes.map((node) => node.weight));
  for (const node of nodes) node.share = node.weight / most;
  nodes.forEach((node, i) => {
    // the same start each time, so that the same data give the same picture
    node.x ??= Math.cos(i * 2.4) * 14 * Math.sqrt(i + 1);
    node.y ??= Math.sin(i * 2.4) * 14 * Math.sqrt(i + 1);
  });
  return forceSimulation(nodes)
    .force(
      'link',
      forceLink(links)
        .distance((l) => 70 + radius(l.source) + radius(l.target))
        .strength(0.25),
    )
    .force('charge', forceManyBody().strength(-320).distanceMax(600))
    .force(
      'collide',
      forceCollide((n) => radius(n) + 14),
    )
    .force('x', forceX().strength(0.09 * Math.min(1, height / width)))
    .force('y', forceY().strength(0.1 * Math.max(1, width / height)))
    .force('center', forceCenter(0, 0))
    .stop()
    .tick(STEPS);
}

/** A link bent a little to its right, so that both ways are seen, and short of its ends; ends in pixels. */
function linkPath(row, [sx, sy, sr], [tx, ty, tr]) {
  const isBoth = BOTH_WAYS.has(row.type),
    dx = tx - sx,
    dy = ty - sy,
    far = Math.hypot(dx, dy) || 1,
    bend = isBoth ? 0 : 14;
  const mx = (sx + tx) / 2 - (dy / far) * bend,
    my = (sy + ty) / 2 + (dx / far) * bend;
  const end = (x, y, r) => {
    const ex = x - mx,
      ey = y - my,
      l = Math.hypot(ex, ey) || 1;
    return [x - (ex / l) * r, y - (ey / l) * r];
  };
  const numbers = [...end(sx, sy, sr), mx, my, ...end(tx, ty, isBoth ? tr : tr + 5)].map((n) => n.toFixed(1));
  return `M${numbers[0]} ${numbers[1]}Q${numbers.slice(2).join(' ')}`;
}

const tellLink = ({ row }) =>
  `${row.from} ${row.type} ${row.to} (${row.standing}; ${plural(row.reports, 'report')}, last ${dateWords(row.last)})`;

function relationItem({ row }) {
  return h(
    'li',
    { tabindex: '-1', 'data-open': `/reports/${row.report}` },
    `${row.from} `,
    h('strong', null, row.type),
    ` ${row.to} `,
    chip(row.standing),
    h('span.notes', null, ` ${plural(row.reports, 'report')}${row.by ? `, says ${row.by}` : ''}`),
    wordsOf(row.words, row.report),
  );
}

const shortened = (name) => (name.length > 28 ? `${name.slice(0, 27)}…` : name);

const arrowHeads = () =>
  s(
    'defs',
    null,
    KINDS.map((kind) =>
      s(
        'marker',
        {
          id: `arrow-${kind}`,
          viewBox: '0 0 8 8',
          refX: 4,
          refY: 4,
          markerWidth: 7,
          markerHeight: 7,
          orient: 'auto',
          markerUnits: 'userSpaceOnUse',
        },
        s(`path.head.r-${kind}`, { d: 'M0 0L8 4L0 8Z' }),
      ),
    ),
  );

class NetworkView {
  constructor(graph, expanded) {
    Object.assign(this, { graph, expanded, at: { x: 0, y: 0, k: 1 } });
    this.svg = s('svg', {
      role: 'group',
      'aria-label': 'Network: tab through actors; arrow keys move, plus and minus zoom',
      tabindex: 0,
    });
    this.box = h('div.network', null, this.svg);
    this.panel = h('aside.panel', { 'aria-live': 'polite' });
    this.showStrongest();
    const control = panZoom(this.svg, this.at, { least: 0.2, most: 6, onChange: () => this.soon() });
    this.box.append(
      h(
        'div.map-buttons',
        null,
        h('button', { type: 'button', 'aria-label': 'Zoom in', onclick: control.zoomIn }, '+'),
        h('button', { type: 'button', 'aria-label': 'Zoom out', onclick: control.zoomOut }, '−'),
      ),
    );
    new ResizeObserver(() => this.resize()).observe(this.box);
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.box;
    if (!width) return;
    this.svg.setAttribute('viewBox', `${-width / 2} ${-height / 2} ${width} ${height}`);
    Object.assign(this, { width, height });
    if (this.part) this.draw();
    else this.show();
  }

  show() {
    this.part = chosenPart(this.graph, get('focus'), SHOWN + MORE * Number(get('more') ?? 0), this.expanded);
    layOut(this.part, this.width, this.height);
    const xs = this.part.nodes.map((n) => n.x),
      ys = this.part.nodes.map((n) => n.y);
    const wide = Math.max(...xs) - Math.min(...xs) + 150,
      high = Math.max(...ys) - Math.min(...ys) + 70;
    this.at.k = Math.min(1.6, this.width / wide, this.height / high);
    this.at.x = (Math.max(...xs) + Math.min(...xs)) / 2;
    this.at.y = (Math.max(...ys) + Math.min(...ys)) / 2;
    const focus = this.part.nodes.find((node) => node.id === get('focus'));
    if (focus && !this.chosen) this.choose(focus);
    else this.draw();
  }

  /** A node's place in pixels from the middle, and its radius: signs and names keep their size, only places are zoomed. */
  place(node) {
    return [(node.x - this.at.x) * this.at.k, (node.y - this.at.y) * this.at.k, radius(node)];
  }

  draw() {
    const focused = document.activeElement?.dataset?.id,
      near = this.nearOf(this.chosen);
    const links = this.part.links.map((link) => {
      const isNear = this.chosen && (link.source === this.chosen || link.target === this.chosen);
      return s(
        `path.link.r-${link.row.type}.is-${link.row.standing}${isNear ? '.is-near' : ''}`,
        {
          d: linkPath(link.row, this.place(link.source), this.place(link.target)),
          'marker-end': BOTH_WAYS.has(link.row.type) ? null : `url(#arrow-${link.row.type})`,
        },
        s('title', null, tellLink(link)),
      );
    });
    const signs = this.part.nodes.map((node) => {
      const [x, y, r] = this.place(node);
      return { node, x, y, r, text: shortened(node.id), weight: node.weight + (near.has(node.id) ? 1e6 : 0) };
    });
    const { width, height } = this,
      labels = placeLabels(signs, [-width / 2, -height / 2, width / 2, height / 2]);
    this.svg.classList.toggle('has-choice', Boolean(this.chosen));
    replace(
      this.svg,
      arrowHeads(),
      links,
      signs.map((sign) => this.actor(sign, near.has(sign.node.id))),
      this.names(labels, near),
    );
    if (focused) this.svg.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  actor({ node, x, y, r }, isNear) {
    const open = (event) => {
      event.preventDefault();
      this.choose(node);
    };
    const isCountry = !node.code?.includes('-') && !node.code?.includes(':');
    return s(
      `g.actor${isNear ? '.is-near' : ''}${node === this.chosen ? '.is-chosen' : ''}`,
      {
        tabindex: 0,
        role: 'button',
        'aria-label': `${node.id}: ${plural(node.degree, 'relation')}`,
        'data-id': node.id,
        onclick: open,
        ondblclick: () => this.focus(node.id),
        onkeydown: (event) => ['Enter', ' '].includes(event.key) && open(event),
      },
      s('title', null, `${node.id} ${node.code ?? ''}`),
      isCountry
        ? s('rect.node', { x: x - r, y: y - r, width: r * 2, height: r * 2, rx: 3 })
        : s('circle.node', { cx: x, cy: y, r }),
    );
  }

  /** What is read beside the signs; shortened, so that it is no name for those who hear it. */
  names(labels, near) {
    const name = ([{ node, text }, { x, y, anchor }]) =>
      s(near.has(node.id) ? 'text.name.is-near' : 'text.name', { x, y, 'text-anchor': anchor }, text);
    return s('g', { 'aria-hidden': 'true' }, [...labels].map(name));
  }

  soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      if (this.part) this.draw();
    });
  }

  nearOf(node) {
    return new Set(
      node
        ? this.graph.links.flatMap((l) => (l.source === node || l.target === node ? [l.source.id, l.target.id] : []))
        : [],
    );
  }

  /** The relations that most reports tell: what the panel shows until an actor is chosen. */
  showStrongest() {
    const strongest = this.graph.links.toSorted((a, b) => b.row.independent - a.row.independent).slice(0, 25);
    replace(
      this.panel,
      h('h2', null, 'Best attested'),
      h('p.hint', null, 'Choose an actor to see how it stands to others.'),
      h('ul.facts', { 'data-list': true }, strongest.map(relationItem)),
    );
  }

  focus(name) {
    set({ focus: name, more: null });
  }

  choose(node) {
    const own = this.graph.links
      .filter((l) => l.source === node || l.target === node)
      .sort((a, b) => b.row.reports - a.row.reports);
    const isCode = node.id.endsWith(`(${node.code})`); // whoever it stands for
    this.chosen = node;
    this.draw();
    replace(
      this.panel,
      h(
        'h2',
        null,
        h('a', { href: address(`/actors/${encodeURIComponent(isCode ? node.code : node.id)}`) }, node.id),
        isCode ? null : h('span.code', null, ` ${node.code ?? ''}`),
      ),
      h(
        'p.buttons',
        null,
        h('button', { type: 'button', onclick: () => this.focus(node.id) }, 'Focus'),
        h(
          'button',
          {
            type: 'button',
            onclick: () => {
              this.expanded.add(node.id);
              this.show();
              this.choose(node);
            },
          },
          'Expand',
        ),
      ),
      h('ul.facts', null, own.slice(0, 30).map(relationItem)),
    );
  }
}

function kindToggles(kinds, counts) {
  return h(
    'ul.key',
    { 'aria-label': 'Kinds of relations' },
    KINDS.filter((kind) => counts.get(kind)).map((kind) =>
      h(
        'li',
        null,
        h(
          'label',
          null,
          h('input', {
            type: 'checkbox',
            checked: kinds.has(kind),
            onchange: () => {
              if (!kinds.delete(kind)) kinds.add(kind);
              set({ kinds: [...kinds].join(',') });
            },
          }),
          s(
            'svg.sign',
            { viewBox: '0 0 30 10', width: 30, height: 10, 'aria-hidden': 'true' },
            s(`path.link.r-${kind}`, { d: 'M1 5H24' }),
            !BOTH_WAYS.has(kind) && s(`path.head.r-${kind}`, { d: 'M22 1L30 5L22 9Z' }),
          ),
          ` ${kind}`,
          h('span.code', null, ` ${count(counts.get(kind))}`),
        ),
      ),
    ),
  );
}

export default async function network({ view, signal }) {
  const [{ rows, next }, timelineRows, about] = await Promise.all([
    ask('relations', { limit: MOST_RELATIONS }, signal),
    askOrNone('timeline', { since: null, until: null, type: null, status: null, period: 'week', limit: 5000 }, signal),
    meta(),
  ]);
  const counts = new Map(KINDS.map((kind) => [kind, rows.filter((row) => row.type === kind).length]));
  const kinds = new Set(get('kinds')?.split(',') ?? ['fights', 'opposes', 'backs', 'allied', 'leads', 'recognises']);
  const graph = graphOf(rows, kinds),
    overview = withSpans(timelineRows),
    domain = await wholeTime(overview);
  const network = new NetworkView(graph, new Set()),
    focus = get('focus');
  const asOf = get('as-of') ?? about.last ?? isoDay(domain[1]);
  const strip = makeStrip({
    rows: overview,
    domain,
    selection: get('as-of') ? [domain[0], Date.parse(asOf) + DAY] : null,
    onSelect: (window) => set({ 'as-of': window && isoDay(window[1] - DAY) }),
  });
  const more = Number(get('more') ?? 0);
  replace(
    view,
    h(
      'div.controls',
      null,
      h('strong.window', null, `As of ${dateWords(asOf)}`),
      focus
        ? h(
            'span',
            null,
            'Around ',
            h('strong', null, focus),
            ' ',
            h('button', { type: 'button', onclick: () => set({ focus: null }) }, 'Show all'),
          )
        : null,
      !focus && graph.nodes.length > SHOWN + MORE * more
        ? h(
            'button',
            { type: 'button', onclick: () => set({ more: more + 1 }) },
            `More of ${count(graph.nodes.length)} actors`,
          )
        : null,
    ),
    strip.element,
    kindToggles(kinds, counts),
    graph.links.length
      ? h('div.map-and-panel', null, network.box, network.panel)
      : h('p.none', null, 'No relations with these filters.'),
    h(
      'p.fine',
      null,
      'Squares are countries, circles their parts, people and organisations; size follows reports. Pale: ended or disputed.',
      next && ` The ${count(MOST_RELATIONS)} best attested relations are shown.`,
    ),
    section('Download', downloads('relations', ['graphml', 'csv', 'jsonl'])),
  );
}

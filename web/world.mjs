// Makes world.json of knowledge/outline.txt: arcs stay encoded as they are, which is their shortest form; countries get a name and the
// place of their label; borders that are disputed (disputed.tsv) are named, so that the map can draw them as such.
import { decode } from './src/polyline.js';

const rows = (file) =>
  file
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split('\t'));

const arcNumber = (name) => Number(name.replace('~', ''));

function ringPoints(ring, arcs) {
  return ring
    .split(',')
    .flatMap((name) => (name[0] === '~' ? arcs[arcNumber(name)].toReversed() : arcs[arcNumber(name)]));
}

/** Area (square degrees) and centroid of a ring, by the shoelace formula. */
function measure(points) {
  let area = 0,
    x = 0,
    y = 0;
  points.forEach(([x0, y0], i) => {
    const [x1, y1] = points[(i + 1) % points.length];
    const cross = Math.abs(x1 - x0) > 180 ? 0 : x0 * y1 - x1 * y0;
    area += cross / 2;
    x += ((x0 + x1) * cross) / 6;
    y += ((y0 + y1) * cross) / 6;
  });
  return area ? { area: Math.abs(area), x: x / area, y: y / area } : { area: 0, x: 0, y: 0 };
}

/** The stretches of an arc that lie in a box "west,south,east,north"; all of it where there is none. */
function inBox(points, box) {
  if (!box) return [points];
  const [west, south, east, north] = box.split(',').map(Number);
  const stretches = [[]];
  for (const p of points) {
    if (p[0] >= west && p[0] <= east && p[1] >= south && p[1] <= north) stretches.at(-1).push(p);
    else if (stretches.at(-1).length) stretches.push([]);
  }
  return stretches.filter((stretch) => stretch.length > 1);
}

export function world(outline, countryNames, disputedTable) {
  const names = new Map(rows(countryNames).map(([code, name]) => [code, name]));
  const lines = rows(outline);
  const encoded = lines.filter(([kind]) => kind === 'arc').map(([, points]) => points);
  const arcs = encoded.map(decode);
  const users = arcs.map(() => new Set());
  const countries = lines
    .filter(([kind]) => kind === 'country')
    .map(([, code, rings]) => {
      for (const name of rings.split(/[;,]/)) users[arcNumber(name)].add(code);
      const largest = rings
        .split(';')
        .map((ring) => measure(ringPoints(ring, arcs)))
        .reduce((a, b) => (b.area > a.area ? b : a));
      const round = (n) => Math.round(n * 10) / 10;
      return [code, names.get(code) ?? '', rings, round(largest.x), round(largest.y), round(Math.sqrt(largest.area))];
    });
  const disputed = rows(disputedTable).flatMap(([a, b, box]) =>
    arcs.filter((_, i) => users[i].has(a) && users[i].has(b)).flatMap((points) => inBox(points, box)),
  );
  return { arcs: encoded, shared: users.map((set) => (set.size > 1 ? 1 : 0)).join(''), countries, disputed };
}

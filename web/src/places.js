// What the map shows of events: places with their events, those too near each other on the screen taken together.
import { quadOf, spanOf } from './words.js';

/** Features of events.geojson as {lon, lat, name, country, row, span}; those without a place or a day are left out. */
export function located(features) {
  return features
    .filter((feature) => feature.geometry)
    .map(({ geometry, properties }) => ({
      lon: geometry.coordinates[0],
      lat: geometry.coordinates[1],
      name: properties.place,
      country: properties.country,
      row: properties,
      span: spanOf(properties.when ?? properties.day),
    }))
    .filter(({ span }) => span);
}

/** Places of the events that fall into a window: [{lon, lat, name, n, quads: [n, n, n, n]}]. */
export function placesIn(events, window) {
  const places = new Map();
  for (const { lon, lat, name, country, row, span } of events) {
    if (window && (span[1] <= window[0] || span[0] >= window[1])) continue;
    const key = `${lon},${lat}`;
    const place = places.get(key) ?? { lon, lat, name: name ?? country, n: 0, quads: [0, 0, 0, 0] };
    place.n++;
    place.quads[(row.quad ?? quadOf(row.type)) - 1]++;
    places.set(key, place);
  }
  return [...places.values()];
}

/** The same of rows of /api/v1/map, where the server counted. */
export function placesOf(rows) {
  const known = rows.filter(({ lat, lon }) => lat !== null && Math.abs(lat) <= 90 && Math.abs(lon) <= 180);
  return known.map(({ place, country, lat, lon, n, n_1, n_2, n_3, n_4 }) => ({
    lon,
    lat,
    name: place ?? country,
    n,
    quads: [n_1, n_2, n_3, n_4],
  }));
}

/** Places within `near` pixels of a larger one are added to it. */
export function clustered(places, project, near) {
  const clusters = [],
    cells = new Map();
  for (const place of places.toSorted((a, b) => b.n - a.n)) {
    const [x, y] = project(place.lon, place.lat),
      cx = Math.floor(x / near),
      cy = Math.floor(y / near);
    let found = null;
    for (let i = cx - 1; i <= cx + 1 && !found; i++) {
      for (let j = cy - 1; j <= cy + 1 && !found; j++) {
        found = (cells.get(`${i},${j}`) ?? []).find((c) => Math.hypot(c.x - x, c.y - y) < near);
      }
    }
    if (found) {
      found.places.push(place);
      found.n += place.n;
      place.quads.forEach((n, i) => {
        found.quads[i] += n;
      });
      continue;
    }
    const cluster = { x, y, name: place.name, places: [place], n: place.n, quads: [...place.quads] };
    clusters.push(cluster);
    cells.set(`${cx},${cy}`, [...(cells.get(`${cx},${cy}`) ?? []), cluster]);
  }
  return clusters;
}

export const leadingQuad = (quads) => quads.indexOf(Math.max(...quads)) + 1;

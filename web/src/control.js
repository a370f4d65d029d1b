// Who holds which place: colours of holders, the same on map and key, each with a letter so that colour is not needed.

const PALETTE = 8;

/** Holders by the number of places, each with a number of the palette and a letter. */
export function holdersOf(rows) {
  const counts = new Map();
  for (const row of rows) counts.set(row.who, (counts.get(row.who) ?? 0) + 1);
  return new Map(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([who, n], i) => [
        who,
        { n, colour: i < PALETTE ? i : PALETTE, letter: String.fromCharCode(65 + (i % 26)) },
      ]),
  );
}

/** Rows of `control` by place, the holder first: [{lon, lat, place, rows}]. */
export function heldPlaces(rows) {
  const places = new Map();
  for (const row of rows) {
    if (
      !(Math.abs(row.lat) <= 90 && Math.abs(row.lon) <= 180) ||
      row.standing === 'former' ||
      row.standing === 'denied'
    )
      continue;
    const key = `${row.lon},${row.lat}`;
    const place = places.get(key) ?? { lon: row.lon, lat: row.lat, name: row.place, rows: [] };
    place.rows.push(row);
    places.set(key, place);
  }
  const rank = (row) => ['holder', 'disputed', 'contests'].indexOf(row.standing);
  for (const place of places.values()) place.rows.sort((a, b) => rank(a) - rank(b));
  return [...places.values()];
}

// Names beside signs: each is tried right, left, below and above of its sign, what weighs most first; one that finds no room is left out.

const LETTER = 6.6,
  HEIGHT = 14,
  GAP = 4,
  FAR = 12;

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const lies = (box, frame) => box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3];

/** Where a name may stand, the best first: beside its sign, and beside what lies next to that. */
function places({ x, y, r, text }) {
  const wide = text.length * LETTER;
  const right = (off) => ({
    box: [x + off, y - 7, x + off + wide, y + 7],
    at: { x: x + off, y: y + 4, anchor: 'start' },
  });
  const left = (off) => ({ box: [x - off - wide, y - 7, x - off, y + 7], at: { x: x - off, y: y + 4, anchor: 'end' } });
  const low = (top) => ({
    box: [x - wide / 2, top, x + wide / 2, top + HEIGHT],
    at: { x, y: top + 11, anchor: 'middle' },
  });
  const off = r + GAP;
  return [
    right(off),
    left(off),
    low(y + off),
    low(y - off - HEIGHT),
    left(off + FAR),
    right(off + FAR),
    low(y + off + HEIGHT),
  ];
}

/**
 * signs: [{x, y, r, text, weight}]; gives a Map of sign to {x, y, anchor}. `frame`: [left, top, right, bottom] that names
 * stay in; `obstacles`: such boxes that they keep off.
 */
export function placeLabels(signs, frame, obstacles = []) {
  const taken = [...signs.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]), ...obstacles];
  const placed = new Map();
  for (const sign of signs.toSorted((a, b) => b.weight - a.weight)) {
    const found = places(sign).find(({ box }) => lies(box, frame) && !taken.some((other) => meets(box, other)));
    if (!found) continue;
    taken.push(found.box);
    placed.set(sign, found.at);
  }
  return placed;
}

// Names beside signs: each is tried right, left, below and above of its sign, what weighs most first; one that finds no room is left out.

const LETTER = 6.6,
  HEIGHT = 14,
  GAP = 4;

const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/**
 * signs: [{x, y, r, text, weight}]; gives a Map of sign to {x, y, anchor}. `frame`: [left, top, right, bottom] that
 * names stay in; `obstacles`: such boxes that they keep off.
 */
export function placeLabels(signs, frame, obstacles = []) {
  const taken = [...signs.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]), ...obstacles];
  const placed = new Map();
  for (const sign of signs.toSorted((a, b) => b.weight - a.weight)) {
    const { x, y, r, text } = sign,
      wide = text.length * LETTER,
      off = r + GAP;
    const tries = [
      { box: [x + off, y - 7, x + off + wide, y + 7], at: { x: x + off, y: y + 4, anchor: 'start' } },
      { box: [x - off - wide, y - 7, x - off, y + 7], at: { x: x - off, y: y + 4, anchor: 'end' } },
      { box: [x - wide / 2, y + off, x + wide / 2, y + off + HEIGHT], at: { x, y: y + off + 10, anchor: 'middle' } },
      { box: [x - wide / 2, y - off - HEIGHT, x + wide / 2, y - off], at: { x, y: y - off - 3, anchor: 'middle' } },
    ];
    const found = tries.find(
      ({ box }) =>
        box[0] >= frame[0] &&
        box[1] >= frame[1] &&
        box[2] <= frame[2] &&
        box[3] <= frame[3] &&
        !taken.some((other) => meets(box, other)),
    );
    if (!found) continue;
    taken.push(found.box);
    placed.set(sign, found.at);
  }
  return placed;
}

// Small functions of web/src that need no browser: one line each, what goes in, what must come out, why.
import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export async function unit(source) {
  const load = (name) => import(pathToFileURL(path.join(source, name)));
  const { dateWords, idsOf, parties, percent, spanOf, isoDay } = await load('words.js');
  const { decode } = await load('polyline.js');
  const { clustered, leadingQuad, placesIn, placesOf } = await load('places.js');
  const { placeLabels } = await load('labels.js');
  const { holdersOf, heldPlaces } = await load('control.js');
  const { isDescription, partyName, statesOf } = await load('parties.js');
  const states = statesOf([{ from: 'Turkey', from_code: 'TUR', to: 'a Turkish vessel', to_code: 'TUR' }]);
  const day = 86400000;
  const cases = [
    [dateWords('2020-01-06'), '6 Jan 2020', 'a day'],
    [dateWords('~2020-01-06'), '~6 Jan 2020', 'about a day'],
    [dateWords('2020-01'), 'Jan 2020', 'a month'],
    [dateWords('2020-01-01/2020-01-31'), 'Jan 2020', 'days that are a month'],
    [dateWords('2011-01-01/2011-12-31'), '2011', 'days that are a year'],
    [dateWords('2020'), '2020', 'a year'],
    [dateWords(null), 'no date', 'nothing'],
    [dateWords('soon'), 'soon', 'what is no date stays as it is'],
    [parties('Libya (LBY); a crowd (LBY-CVL)').length, 2, 'two parties'],
    [parties('the UN (IGO:UN)')[0].code, 'IGO:UN', 'codes of bodies'],
    [parties('a (b) c')[0].code, null, 'brackets that are no code'],
    [[0, 0.0004, 0.004, 0.0996, 0.62, 1].map(percent).join(), '0 %,<0.1 %,0.4 %,10 %,62 %,100 %', 'chances'],
    [idsOf('a b').length + idsOf(null).length, 2, 'ids of a cell'],
    [parties(null).length, 0, 'nobody'],
    [['the army', 'Turkish soldiers', 'his forces'].every(isDescription), true, 'what is no name'],
    [['Libyan National Army', 'Khalifa Haftar', 'United Nations'].some(isDescription), false, 'names'],
    [partyName('the army', 'LBY-MIL', states), 'armed forces (LBY-MIL)', 'whoever a code stands for'],
    [partyName('a Turkish vessel', 'TUR', states), 'Turkey', 'what is a state’s is the state'],
    [partyName('the committee', 'IGO:AU', states), 'the committee', 'bodies keep their words'],
    [partyName('Khalifa Haftar', 'LBY-REB', states), 'Khalifa Haftar', 'a name stays'],
    [spanOf('2020-02')[1] - spanOf('2020-02')[0], 29 * day, 'a month of a leap year'],
    [spanOf('2020-01-06/2020-01-12').map(isoDay).join(), '2020-01-06,2020-01-13', 'a week, its end exclusive'],
    [spanOf('never'), null, 'no span'],
    [JSON.stringify(decode('?A')), '[[0,0.01]]', 'one point'],
    [leadingQuad([1, 5, 2, 0]), 2, 'the class with most acts'],
    [
      placesOf([
        { lat: 91, lon: 0 },
        { lat: null, lon: null },
      ]).length,
      0,
      'coordinates off the globe',
    ],
  ];
  for (const [got, wanted, why] of cases) assert.deepEqual(got, wanted, why);

  const span = spanOf('2020-01-06');
  const events = [1, 2].map((quad) => ({ lon: 1, lat: 2, name: 'A', row: { quad }, span }));
  assert.equal(placesIn(events, null)[0].n, 2, 'events of one place are counted together');
  assert.equal(placesIn(events, [span[1], span[1] + day]).length, 0, 'outside the window there is nothing');
  const near = [0, 5, 100].map((x) => ({ lon: x, lat: 0, n: 1, quads: [1, 0, 0, 0] }));
  assert.equal(clustered(near, (x, y) => [x, y], 16).length, 2, 'what is near is one sign');
  const signs = [0, 2].map((x) => ({ x, y: 0, r: 4, text: 'Tripoli', weight: x }));
  assert.ok(placeLabels(signs, [-200, -200, 200, 200]).size >= 1, 'the heavier sign keeps its name');
  assert.equal(placeLabels(signs, [0, 0, 1, 1]).size, 0, 'no name leaves the frame');
  const held = [
    { lat: 1, lon: 1, who: 'X', standing: 'contests' },
    { lat: 1, lon: 1, who: 'Y', standing: 'holder' },
  ];
  assert.equal(heldPlaces(held)[0].rows[0].who, 'Y', 'the holder comes first');
  assert.equal(holdersOf([...held, held[1]]).get('Y').letter, 'A', 'who holds most is A');
}

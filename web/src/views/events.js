// Events: the list with all filters, page by page.
import { ask } from '../api.js';
import { replace } from '../dom.js';
import { downloads, eventList, quadKey } from '../marks.js';

const PAGE = 60;

export default async function events({ view, signal }) {
  const { rows, next } = await ask('events', { limit: PAGE, order: 'newest' }, signal);
  replace(
    view,
    downloads('events', ['csv', 'jsonl', 'geojson', 'atom']),
    quadKey(),
    eventList(rows, { next, ask: (cursor) => ask('events', { limit: PAGE, order: 'newest', cursor }) }),
  );
}

// Sources: the outlets of the archive's reports, and the feeds that are followed and how they fare.
import { askOrNone, meta } from '../api.js';
import { h, replace, safeAddress } from '../dom.js';
import { downloads, gauge, section, time } from '../marks.js';
import { address } from '../state.js';
import { count } from '../words.js';
import { table } from '../table.js';

const feedLink = (url) =>
  safeAddress(url) ? h('a', { href: safeAddress(url), rel: 'noreferrer noopener' }, url) : url;

function outletTable(outlets) {
  const most = Math.max(...outlets.map((row) => row.reports));
  return table(
    [
      { title: 'Outlet', cell: ({ outlet }) => h('a', { href: address('/reports', { outlet }) }, outlet) },
      { title: 'Reports', kind: 'number', cell: ({ reports }) => count(reports) },
      { title: 'Share', cell: ({ reports }) => gauge(reports, most, `${reports} of ${most}`) },
      { title: 'First', cell: ({ first }) => first && time(first) },
      { title: 'Last', cell: ({ last }) => last && time(last) },
    ],
    outlets,
    'Outlets',
  );
}

function feedTable(feeds) {
  return table(
    [
      { title: 'Feed', cell: (row) => feedLink(row.url ?? row.source ?? '') },
      { title: 'Title', cell: (row) => row.title },
      { title: 'Last read', cell: (row) => row.last_success },
      { title: 'Next', cell: (row) => row.next },
      { title: 'Reports', kind: 'number', cell: (row) => count(row.reports) },
      { title: 'Known', kind: 'number', cell: (row) => count(row.known) },
      { title: 'Set aside', kind: 'number', cell: (row) => count(row.set_aside) },
      { title: 'Last error', cell: (row) => row.last_error },
    ],
    feeds,
    'Feeds that are followed',
  );
}

export default async function sources({ view, signal }) {
  const [feeds, about] = await Promise.all([askOrNone('sources', {}, signal), meta()]);
  const outlets = (about.outlets ?? []).filter((row) => row.outlet);
  replace(
    view,
    downloads('sources', ['csv', 'jsonl']),
    outlets.length ? section('Outlets', outletTable(outlets)) : null,
    section(
      'Feeds',
      feeds.length
        ? feedTable(feeds)
        : h('p.none', null, 'No feeds are followed. ', h('code', null, 'harbinger watch'), ' follows them.'),
    ),
  );
}

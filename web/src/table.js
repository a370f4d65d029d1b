// Tables of rows, as sparse as they can be.
import { h } from './dom.js';

/** columns: [{title, cell(row), kind: 'number' | undefined}] */
export function table(columns, rows, caption) {
  return h(
    'div.scroll',
    { tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table.rows',
      null,
      h('caption', null, caption),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          columns.map(({ title, kind }) => h(kind ? `th.${kind}` : 'th', { scope: 'col' }, title)),
        ),
      ),
      h(
        'tbody',
        { 'data-list': true },
        rows.map((row) =>
          h(
            'tr',
            { tabindex: '-1', 'data-open': row.open ?? null },
            columns.map(({ title, cell, kind }) => h(kind ? `td.${kind}` : 'td', { 'data-label': title }, cell(row))),
          ),
        ),
      ),
    ),
  );
}

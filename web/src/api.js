// Asks the server. Rows are exactly what `harbinger QUESTION --format jsonl` gives.
import { filters } from './state.js';

const PAGE = 5000; // the most rows of one page of the API

export class ApiError extends Error {}

function target(path, parameters) {
  const url = new URL(path.startsWith('/') ? path : `/api/v1/${path}`, location.origin);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') url.searchParams.set(name, value);
  }
  return url;
}

/** The JSON at a path below /api/v1; throws ApiError with the server's own words. */
export async function fetchJson(path, parameters = {}, signal = undefined) {
  const answer = await fetch(target(path, parameters), { signal, headers: { accept: 'application/json' } });
  if (answer.ok) return answer.json();
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    /* no problem+json: the status has to do */
  }
  throw new ApiError(problem.detail || problem.title || `The server answered ${answer.status}.`);
}

/** {rows, next} of a question with the filters of now; extra parameters override them. */
export async function ask(question, extra = {}, signal = undefined) {
  if (extra.limit > PAGE) return askMany(question, extra, signal);
  const answer = await fetchJson(question, { ...filters(), ...extra }, signal);
  return { rows: answer.rows ?? [], next: answer.next ?? null };
}

/** The rows, or none where the question fails: for parts that a page can do without. */
export async function askOrNone(question, extra, signal) {
  try {
    return (await ask(question, extra, signal)).rows;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    return [];
  }
}

let metaPromise;

/** What the archive holds: name, numbers, first and last day. Asked once a page. */
export function meta() {
  metaPromise ??= fetchJson('meta').then(
    ({ days, ...about }) => ({ ...about, ...days }),
    () => ({}),
  );
  return metaPromise;
}

/** The address of a download with the filters of now. */
export function download(question, format, extra = {}) {
  return target(`${question}.${format}`, { ...filters(), ...extra }).href;
}

/** As `ask` for more rows than a page has, by the stream of JSON lines; `next` only says that there are others. */
async function askMany(question, { limit, ...extra }, signal) {
  const answer = await fetch(download(question, 'jsonl', { ...extra, limit: limit + 1 }), { signal });
  if (!answer.ok) throw new ApiError(`The server answered ${answer.status}.`);
  const lines = (await answer.text()).split('\n').filter(Boolean);
  return { rows: lines.slice(0, limit).map((line) => JSON.parse(line)), next: lines.length > limit ? 'more' : null };
}

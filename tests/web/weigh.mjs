// What the dashboard weighs, gzipped as it is served.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** {total: all files, heaviest: style, app.js and the view with all that it imports, which weighs most}. */
export function weigh(dist) {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const weights = new Map(files.map((file) => [file, gzipSync(readFileSync(file), { level: 9 }).length]));
  const needs = (file, seen) => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g))
      needs(path.join(path.dirname(file), name), seen);
    return seen;
  };
  const pages = files
    .filter((file) => file.includes(`${path.sep}views${path.sep}`))
    .map((file) => {
      const needed = needs(file, needs(path.join(dist, 'app.js'), new Set([path.join(dist, 'style.css')])));
      if (file.endsWith('map.js')) needed.add(path.join(dist, 'world.json'));
      return [...needed].reduce((sum, part) => sum + weights.get(part), 0);
    });
  return {
    total: [...weights.values()].reduce((a, b) => a + b, 0),
    heaviest: Math.max(...pages),
  };
}

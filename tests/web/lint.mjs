// What must not stand in web/src: text is only ever set as text, and nothing runs what was not shipped.
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';

const FORBIDDEN = [
  /\binnerHTML\b/,
  /\bouterHTML\b/,
  /\binsertAdjacentHTML\b/,
  /\bdocument\.write/,
  /\bDOMParser\b/,
  /\bsrcdoc\b/,
  /\beval\s*\(/,
  /\bnew Function\b/,
  /\bcreateContextualFragment\b/,
  /\bsetHTMLUnsafe\b/,
  /setTimeout\(\s*['"`]/,
  /\bimport\(\s*[^`'"]/,
  /https?:\/\/(?!www\.w3\.org)/,
];
const WIDTH = 140;

export async function lint(folder) {
  const faults = [];
  for (const entry of await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (!entry.isFile() || !/\.(m?js|css)$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    (await readFile(file, 'utf8')).split('\n').forEach((line, i) => {
      for (const pattern of FORBIDDEN)
        if (pattern.test(line)) faults.push(`${file}:${i + 1}: ${pattern} is forbidden: ${line.trim().slice(0, 80)}`);
      if (line.length > WIDTH && entry.name.endsWith('js'))
        faults.push(`${file}:${i + 1}: ${line.length} columns, at most ${WIDTH}`);
    });
  }
  return faults;
}

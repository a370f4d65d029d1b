// Bundles web/src into web/dist, which is checked in, so that building Harbinger needs no Node.
//
//   npm ci && npm run build
//
// Each view is a module of its own, loaded by the page that shows it; what views share lies in dist/chunks. world.json comes from
// knowledge/outline.txt, the same outlines that `harbinger map` draws, and LICENCES.txt from the packages that the bundles hold.
import { build } from 'esbuild';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { world } from './world.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, process.argv[2] ?? 'dist');

const text = (...parts) => readFile(path.join(here, ...parts), 'utf8');

async function bundle() {
  const views = (await readdir(path.join(here, 'src/views'))).filter((name) => name.endsWith('.js')).sort();
  const { metafile } = await build({
    absWorkingDir: here,
    entryPoints: ['src/app.js', 'src/style.css', ...views.map((name) => `src/views/${name}`)],
    outdir: dist,
    outbase: 'src',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    external: ['/static/*'],
    metafile: true,
  });
  return metafile;
}

/**
 * Names each chunk after the module that makes most of it, instead of a hash: names then last from build to build, and git and meson,
 * which know files by name, do not see new ones with every change.
 */
async function nameChunks({ outputs }) {
  const files = Object.keys(outputs).filter((file) => file.endsWith('.js'));
  const renamed = new Map();
  for (const file of files.filter((name) => name.includes('/chunks/')).sort()) {
    const inputs = Object.entries(outputs[file].inputs).sort((a, b) => b[1].bytesInOutput - a[1].bytesInOutput);
    const name = inputs
      .map(([input]) => `${path.basename(input).replace(/\W.*/, '')}.js`)
      .find((candidate) => ![...renamed.values()].includes(candidate));
    renamed.set(path.basename(file), name);
  }
  for (const file of files) {
    let code = await text(file);
    for (const [from, to] of renamed) code = code.replaceAll(from, to);
    const target = renamed.get(path.basename(file)) ?? path.basename(file);
    await rm(path.join(here, file));
    await writeFile(path.join(here, path.dirname(file), target), code);
  }
}

/** The licence of every package that some bundle holds, sorted by name. */
async function licences(metafile) {
  const packages = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\//);
    if (found) packages.add(found[1]);
  }
  const parts = ['Packages bundled in the scripts of this folder, with their licences.\n'];
  for (const name of [...packages].sort()) {
    const { version, license } = JSON.parse(await text('node_modules', name, 'package.json'));
    parts.push(
      `${'='.repeat(72)}\n${name} ${version} (${license})\n\n${(await text('node_modules', name, 'LICENSE')).trim()}\n`,
    );
  }
  parts.push(`${'='.repeat(72)}\nworld.json: Natural Earth 1:50m, public domain (naturalearthdata.com)\n`);
  return parts.join('\n');
}

async function weigh() {
  let sum = 0;
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    if (entry.isFile())
      sum += gzipSync(await readFile(path.join(entry.parentPath ?? entry.path, entry.name)), { level: 9 }).length;
  }
  return sum;
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const metafile = await bundle();
await nameChunks(metafile);
await cp(path.join(here, 'src/icon.svg'), path.join(dist, 'icon.svg'));
const outline = await text('../knowledge/outline.txt');
const names = await text('../knowledge/countries.tsv');
await writeFile(path.join(dist, 'world.json'), JSON.stringify(world(outline, names, await text('disputed.tsv'))));
await writeFile(path.join(dist, 'LICENCES.txt'), await licences(metafile));
console.log(`${path.relative(process.cwd(), dist)}: ${((await weigh()) / 1000).toFixed(1)} kB gzipped`);

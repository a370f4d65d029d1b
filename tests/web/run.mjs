// Clicks through the dashboard as an analyst would, in Debian's Chromium, on the demo archive and on a hostile one.
//
//   node tests/web/run.mjs HARBINGER SOURCE [--screenshots FOLDER]
//
// Fails on: an error on the console, an exception, a violation of the content security policy, a serious finding of axe, a view that shows
// nothing, text that became markup. Exit status 77 where Playwright (npm ci in web/) or Chromium is missing: nothing was tested then.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { hostileReports } from './payloads.mjs';
import { lint } from './lint.mjs';
import { unit } from './unit.mjs';
import { walk } from './walk.mjs';
import { weigh } from './weigh.mjs';

const [program, root, , screenshots] = process.argv.slice(2);
const [harbinger, source] = [program, root].map((given) => path.resolve(given));
const web = path.join(source, 'web');
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

function load(name) {
  try {
    return createRequire(path.join(web, 'package.json'))(name);
  } catch {
    return skip(`no ${name}: npm ci in web/ brings it`);
  }
}

/** Starts `harbinger serve` on a port of the kernel's choice; resolves with its address. */
function serve(archive) {
  const server = spawn(harbinger, ['serve', '--port', '0', archive], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let told = '';
    server.once('exit', (status) => reject(new Error(`harbinger serve ended with ${status}: ${told}`)));
    server.stdout.on('data', (data) => {
      told += data;
      const found = told.match(/http:\/\/[^\s/]+/);
      if (found)
        resolve({
          base: found[0],
          stop: () => {
            server.removeAllListeners('exit');
            server.kill();
          },
        });
    });
  });
}

function makeArchive(folder, name, reports) {
  const archive = path.join(folder, `${name}.hb`),
    input = path.join(folder, `${name}.jsonl`);
  writeFileSync(input, reports);
  execFileSync(harbinger, ['add', archive, input], { stdio: 'ignore' });
  return archive;
}

/** A report that comes in while a page is read is told of, and shown when one asks for it. */
async function liveNotice(base, archive) {
  const page = await browser.newPage();
  await page.goto(`${base}/reports`);
  await page.waitForSelector('main.ready');
  await page.waitForTimeout(500); // until the page listens
  const input = `${archive}.late.jsonl`;
  writeFileSync(
    input,
    '{"id":"late","date":"2020-03-09","title":"Late news","text":"Turkey condemned Greece on Monday."}\n',
  );
  execFileSync(harbinger, ['add', archive, input], { stdio: 'ignore' });
  await page.waitForSelector('button.live:visible', { timeout: 20_000 });
  await page.click('button.live');
  await page.getByText('Late news').waitFor({ timeout: 10_000 });
  await page.close();
}

const faults = await lint(path.join(web, 'src'));
await unit(path.join(web, 'src')).catch((error) => faults.push(`unit: ${error.message}`));
const { total, heaviest } = weigh(path.join(web, 'dist'));
console.log(`weight: ${(total / 1000).toFixed(1)} kB gzipped, heaviest page ${(heaviest / 1000).toFixed(1)} kB`);
if (total > 500_000) faults.push(`web/dist weighs ${total} bytes gzipped, 500000 are allowed`);

const { chromium: browserType } = load('playwright-core');
const axe = readFileSync(createRequire(path.join(web, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
if (!chromium) skip('no Chromium: apt-get install chromium');

const folder = mkdtempSync(path.join(os.tmpdir(), 'harbinger-web-'));
const browser = await browserType.launch({
  executablePath: chromium,
  args: ['--no-sandbox'],
});
try {
  const archives = {
    demo: readFileSync(path.join(source, 'examples/libya.jsonl')),
    hostile: hostileReports(),
  };
  for (const [name, reports] of Object.entries(archives)) {
    const archive = makeArchive(folder, name, reports);
    const server = await serve(archive);
    try {
      faults.push(
        ...(await walk({
          browser,
          base: server.base,
          axe,
          name,
          screenshots: name === 'demo' ? screenshots : null,
        })),
      );
      if (name === 'demo')
        await liveNotice(server.base, archive).catch((e) => faults.push(`live: ${e.message.split('\n')[0]}`));
    } finally {
      server.stop();
    }
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
faults.forEach((fault) => console.log(`FAULT ${fault}`));
console.log(faults.length ? `${faults.length} faults` : 'ok');
process.exit(faults.length ? 1 : 0);

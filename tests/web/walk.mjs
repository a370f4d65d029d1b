// The walk through all views of one archive: what each must show, and what one does there.
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const MODES = {
  light: { viewport: { width: 1360, height: 860 }, colorScheme: 'light' },
  dark: { viewport: { width: 1360, height: 860 }, colorScheme: 'dark' },
  zoomed: { viewport: { width: 680, height: 430 }, deviceScaleFactor: 2 }, // 200 % of the first
  phone: {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 1,
  },
};

const VIEWS = {
  brief: { path: '/', shows: '.tile' },
  timeline: { path: '/timeline', shows: '.lanes .mark, .lanes .bar' },
  map: { path: '/map', shows: '.map .place' },
  network: { path: '/network', shows: '.network .actor' },
  agenda: { path: '/agenda', shows: '.due' },
  outlook: { path: '/outlook', shows: '.coming .chance, .none' },
  alarms: { path: '/alarms', shows: '.alarms li, .none' },
  actors: { path: '/actors', shows: '.actor-row' },
  disputes: { path: '/disputes', shows: '.dispute, .none' },
  events: { path: '/events', shows: '.event' },
  reports: { path: '/reports', shows: '.report' },
  search: { path: '/search?query=Turkey', shows: '.found' },
  sources: { path: '/sources', shows: '.part' },
  help: { path: '/help', shows: 'h1' },
};

// Screenshots that are kept: [view, mode].
const KEPT = [
  ['brief', 'light'],
  ['timeline', 'light'],
  ['timeline', 'dark'],
  ['map', 'light'],
  ['map', 'dark'],
  ['network', 'light'],
  ['agenda', 'light'],
  ['outlook', 'light'],
  ['outlook', 'dark'],
  ['alarms', 'light'],
  ['disputes', 'light'],
  ['actor', 'light'],
  ['reader', 'light'],
  ['reader', 'dark'],
  ['brief', 'phone'],
  ['map', 'phone'],
  ['outlook', 'phone'],
  ['reader', 'phone'],
];

// Elements that no view makes: where one stands, text became markup.
const NEVER_MADE =
  'main script, main iframe, main object, main embed, main style, main link, main img, ' +
  'main [onerror], main [onload], a[href^="javascript:" i]';

async function ready(page) {
  await page.waitForSelector('main.ready, main.failed, main[data-view=help]', {
    timeout: 20_000,
  });
}

/** A page that writes down everything that goes wrong on it. */
async function watched(context, faults, where) {
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const fault = (what) => faults.push(`${where.name}: ${what}`);
  page.on('console', (message) => message.type() === 'error' && fault(`console: ${message.text()}`));
  page.on('pageerror', (error) => fault(`exception: ${error.message}`));
  page.on('dialog', (dialog) => {
    fault(`a dialog opened: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(where.base) && !request.url().startsWith('data:')) fault(`asked ${request.url()}`);
  });
  await page.addInitScript(() =>
    addEventListener('securitypolicyviolation', (event) =>
      console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  );
  return page;
}

async function checkPage(page, { name, view, axe, faults }) {
  const { harmed, failed, markup } = await page.evaluate(
    (made) => ({
      harmed: 'harmed' in window,
      failed: document.querySelector('main.failed .view')?.textContent,
      markup: document.querySelectorAll(made).length,
    }),
    NEVER_MADE,
  );
  if (harmed) faults.push(`${name} ${view}: a payload ran`);
  if (failed) faults.push(`${name} ${view}: the view failed: ${failed}`);
  if (markup) faults.push(`${name} ${view}: ${markup} elements that no view makes`);
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const { impact, id, nodes } of found.violations) {
    if (['serious', 'critical'].includes(impact))
      faults.push(
        `${name} ${view}: axe ${id} (${impact}) ${nodes.length}: ${nodes
          .slice(0, 3)
          .map((node) => node.html.slice(0, 130))
          .join(' | ')}`,
      );
  }
}

async function visit(page, base, view, faults) {
  await page.goto(base + VIEWS[view].path);
  await ready(page);
  await page.waitForTimeout(150);
  if (!(await page.$(VIEWS[view].shows))) faults.push(`${view}: shows no ${VIEWS[view].shows}`);
}

/** What one does in the views beyond looking: each step says what it expects. */
async function use(page, base, expect) {
  await page.goto(`${base}/timeline`);
  await ready(page);
  const strip = await page.locator('.strip svg').boundingBox();
  await page.mouse.move(strip.x + strip.width * 0.3, strip.y + 20);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width * 0.6, strip.y + 20, {
    steps: 5,
  });
  await page.mouse.up();
  await page.waitForFunction(() => location.search.includes('since='));
  expect(await page.inputValue('form.filters [name=since]'), 'brushing sets the filter');
  expect(
    (await page.getAttribute('header.top nav a[href*="/map"]', 'href')).includes('since='),
    'links carry the filter',
  );
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes('since='));

  await page.goto(`${base}/events`);
  await ready(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  expect(
    await page.evaluate(() => document.activeElement === document.querySelectorAll('[data-list] > *')[1]),
    'j walks down',
  );
  await page.keyboard.press('k');
  await page.keyboard.press('?');
  expect(await page.isVisible('dialog.help'), '? helps');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement.name === 'query'), '/ goes to search');
  await page.keyboard.press('Escape');
  await page.locator('.event .words a').first().click();
  await page.waitForURL('**/reports/**');
  await ready(page);
  expect(await page.locator('mark.is-shown').count(), 'an event leads to its words');
  await page.locator('.report-text mark.m-event').first().click();
  await page.waitForSelector('.panel .coding');
  await page.locator('.panel a.button').click();
  await page.waitForURL('**/events/**');
  await ready(page);
  expect(await page.locator('.telling').count(), 'an event shows its tellings');

  await page.goto(`${base}/map`);
  await ready(page);
  await page.locator('.map .place').last().press('Enter');
  await page.waitForSelector('.panel .event'); // a place shows its events
  await page.goto(`${base}/network`);
  await ready(page);
  await page.locator('.network .actor').first().press('Enter');
  expect(await page.locator('.panel .facts li').count(), 'an actor shows its relations');
  await page.getByRole('button', { name: 'Focus' }).click();
  await page.waitForFunction(() => location.hash.includes('focus='));

  await page.goto(`${base}/`);
  await ready(page);
  await page.locator('button.theme').click();
  await page.locator('button.theme').click();
  expect(await page.evaluate(() => document.documentElement.dataset.theme === 'dark'), 'the toggle makes it dark');
}

/** Chances, their reasons with what lies behind, and how such forecasts fared; alarms lead to their reports. */
async function outlookIsWhole(page, base, expect) {
  await page.goto(`${base}/outlook`);
  await ready(page);
  const first = page.locator('.coming > li').first();
  expect((await first.locator('.chance .range').count()) === 1, 'the chance that ranks shows its range');
  const adds = await first
    .locator('.adds')
    .evaluateAll((all) => all.map((one) => Number(one.textContent.replace('−', '-'))));
  const odds = adds.reduce((a, b) => a + b, 0),
    told = await first.locator('.is-main strong').innerText();
  expect(
    Math.abs(100 / (1 + Math.exp(-odds)) - parseFloat(told)) < 1.5,
    `reasons add up to the chance: ${odds} is not ${told}`,
  );
  expect(await page.locator('.reasons a[href^="/events/"]').count(), 'reasons lead to events');
  expect(await page.locator('.reasons a[href^="/reports/"]').count(), 'reasons lead to reports');
  expect((await page.locator('.reliability .band').count()) > 2, 'there is a curve of reliability');
  await page.getByRole('button', { name: 'within 30 days' }).click();
  await page.waitForFunction(() => location.hash.includes('period=month'));
  await page.waitForSelector('.is-main:has-text("30 days")');
  await page.goto(`${base}/outlook?actor=TUR&place=Tripoli`);
  await ready(page);
  expect(await page.isVisible('.ignored'), 'conditions that do not hold are told');
  expect(await page.locator('.coming h2 a[href*="TUR"]').count(), 'an actor narrows on either side');
  await page.goto(`${base}/alarms`);
  await ready(page);
  expect(await page.locator('.lanes .episode').count(), 'an episode lies on the line of time');
  await page.locator('.alarms a[href^="/reports/"]').first().click();
  await page.waitForURL('**/reports/**');
}

/** The lists begin with what is newest. */
async function newestFirst(page, base, expect) {
  await page.goto(`${base}/reports`);
  await ready(page);
  const days = await page.locator('.report time').evaluateAll((times) => times.map((time) => time.dateTime));
  expect(days.length > 1 && days.every((day, i) => !i || day <= days[i - 1]), 'reports come newest first');
}

async function downloadsWork(page, base, expect) {
  for (const view of ['events', 'network', 'agenda', 'outlook', 'alarms']) {
    await page.goto(base + VIEWS[view].path);
    await ready(page);
    for (const href of await page
      .locator('.view .downloads a')
      .evaluateAll((links) => links.map((link) => link.href))) {
      const answer = await page.request.get(href);
      expect(answer.ok(), `${href} answers`);
    }
  }
}

/** Without scripts each page reads by itself. */
async function readWithoutScripts(browser, base, faults, name) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const view of Object.keys(VIEWS)) {
    await page.goto(base + VIEWS[view].path);
    const text = await page.locator('main').innerText();
    if (text.length < 40) faults.push(`${name} ${view}: says nothing without scripts`);
  }
  await context.close();
}

async function someOf(page, base) {
  const ids = await page.evaluate(async () => {
    const rows = async (question) => (await (await fetch(`/api/v1/${question}?limit=5`)).json()).rows;
    const [events, actors] = [await rows('events'), await rows('actors')];
    return {
      event: events[0].id,
      report: events[0].report,
      actor: actors[Math.min(1, actors.length - 1)].name,
    };
  });
  VIEWS.event = { path: `/events/${ids.event}`, shows: '.telling' };
  VIEWS.reader = { path: `/reports/${ids.report}`, shows: '.report-text mark' };
  VIEWS.actor = {
    path: `/actors/${encodeURIComponent(ids.actor)}`,
    shows: '.part',
  };
}

export async function walk({ browser, base, axe, name, screenshots }) {
  const faults = [];
  const expect = (value, what) => value || faults.push(`${name}: expected that ${what}`);
  for (const [mode, options] of Object.entries(MODES)) {
    if (mode === 'zoomed' && name !== 'demo') continue;
    const context = await browser.newContext(options);
    const page = await watched(context, faults, {
      name: `${name} ${mode}`,
      base,
    });
    await page.goto(base);
    await someOf(page, base);
    for (const view of Object.keys(VIEWS)) {
      await visit(page, base, view, faults);
      await checkPage(page, { name: `${name} ${mode}`, view, axe, faults });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 1) faults.push(`${name} ${mode} ${view}: ${wide} px wider than the window`);
      if (screenshots && KEPT.some(([v, m]) => v === view && m === mode)) {
        mkdirSync(screenshots, { recursive: true });
        await page.screenshot({
          path: path.join(screenshots, `${view}-${mode}.png`),
        });
      }
    }
    if (mode === 'light') {
      await use(page, base, expect).catch((error) => faults.push(`${name}: ${error.message.split('\n')[0]}`));
      if (name === 'demo')
        await outlookIsWhole(page, base, expect).catch((error) =>
          faults.push(`outlook: ${error.message.split('\n')[0]}`),
        );
      if (name === 'demo') await newestFirst(page, base, expect);
      if (name === 'demo') await downloadsWork(page, base, expect);
    }
    await context.close();
  }
  await readWithoutScripts(browser, base, faults, name);
  return faults;
}

// Opens the page and the pictures that bob writes in Chromium: light and dark, wide and narrow.
//
//   browser.mjs BOBGEN

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from './engine/report.mjs';

const require = createRequire(new URL('browser/package.json', import.meta.url));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const mermaid = fileURLToPath(new URL('browser/node_modules/mermaid/dist/mermaid.min.js', import.meta.url));
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

run('browser', async (report, [bobgen]) => {
  const found = browsers.find(existsSync);
  if (!found) return report.skip('Chromium', 'it is not installed; tools/install test installs it');
  const scratch = mkdtempSync(path.join(tmpdir(), 'bob-browser-'));
  const written = (...words) => execFileSync(bobgen, words, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const stage = 'stage=dev';
  const files = { 'report.html': written('report', '--html', stage),
    'graph.svg': written('graph', 'stack=scheduler', stage, '--format', 'svg') };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(scratch, name), text);
  const browser = await chromium.launch({ executablePath: found, args: ['--no-sandbox'] });
  const judge = async (what, test) => {
    try {
      const wrong = await test();
      if (wrong.length) report.fail(what, wrong.join('\n'));
      else report.pass(what);
    } catch (error) {
      report.fail(what, error.stack);
    }
  };
  try {
    for (const name of Object.keys(files)) for (const colorScheme of ['light', 'dark']) for (const width of [1280, 390]) {
      // axe-core gets in by the debugger's door, past the page's policy, in a context where nothing else differs.
      const context = await browser.newContext({ colorScheme, bypassCSP: false, viewport: { width, height: 900 } });
      const page = await context.newPage();
      const wrong = [];
      page.on('pageerror', (error) => wrong.push(`script: ${error.message}`));
      page.on('console', (one) => { if (one.type() === 'error') wrong.push(`console: ${one.text()}`); });
      page.on('request', (one) => { if (!one.url().startsWith('file:')) wrong.push(`asks for ${one.url()}`); });
      await page.goto(pathToFileURL(path.join(scratch, name)).href);
      await judge(`${name} ${colorScheme} ${width}`, async () => {
        if (name.endsWith('.svg')) return wrong;
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) wrong.push(`the page is ${wide} px too wide`);
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run());
        for (const one of violations) wrong.push(`${one.id}: ${one.help}: ${one.nodes[0].html.slice(0, 200)}: ${one.nodes[0].failureSummary}`);
        return wrong;
      });
      if (name.endsWith('.html')) await judge(`search and keyboard ${colorScheme} ${width}`, async () => {
        const faults = [];
        await page.fill('input[type=search]', 'scan products');
        const rows = await page.locator('main tbody tr:visible').allTextContents();
        if (rows.length === 0 || !rows.every((one) => /scan/i.test(one) && /products/i.test(one))) faults.push(`found ${rows.length} rows`);
        await page.fill('input[type=search]', '');
        const all = await page.locator('main a, main [tabindex], .r-bar a, .r-bar input, .r-skip').count();
        await page.evaluate(() => { document.activeElement.blur(); globalThis.seen = new Set(); addEventListener('focusin', (e) => globalThis.seen.add(e.target)); scrollTo(0, 0); });
        for (let i = 0; i < all + 5; ++i) await page.keyboard.press('Tab');
        const reached = await page.evaluate(() => globalThis.seen.size);
        if (reached < all) faults.push(`the tabulator reaches ${reached} of ${all}`);
        return faults;
      });
      await context.close();
    }
    const page = await browser.newPage();
    await page.addScriptTag({ path: mermaid });
    for (const stack of ['scheduler', 'outsmart']) await judge(`Mermaid of ${stack}`, async () => {
      await page.evaluate((text) => globalThis.mermaid.parse(text), written('graph', `stack=${stack}`, stage));
      return [];
    });
  } finally {
    await browser.close();
    rmSync(scratch, { recursive: true, force: true });
  }
});

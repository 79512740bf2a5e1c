import { chromium } from 'playwright-core';
const base = process.argv[2] ?? 'http://localhost:8090';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const pages = (process.argv[3] ?? '/,/symbols/AAPL,/alerts,/inbox,/grains').split(',');
const [w, h] = (process.argv[4] ?? '1440x900').split('x').map(Number);
const theme = process.argv[5] ?? 'dark';
const context = await browser.newContext({ viewport: { width: w, height: h }, colorScheme: theme });
const page = await context.newPage();
page.on('console', (m) => m.type() !== 'log' && console.log(m.type(), m.text()));
page.on('pageerror', (e) => console.log('ERR', e.message, e.stack));
for (const path of pages) {
  await page.goto(base + path);
  await page.waitForTimeout(2500);
  const name = `/tmp/webrun/shot-${path.replaceAll('/', '_')}-${w}-${theme}.png`;
  await page.screenshot({ path: name });
  console.log(name);
}
await browser.close();

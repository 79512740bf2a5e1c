// Measures the page on a real silo. Build the silo in Release first.
// Usage: npm run measure -- [start] [frames] [scroll] [alerts] [memory [minutes]]; all but memory when none is named.
import { chromium } from 'playwright-core';
import { browserOptions, Silo } from './silo.mjs';

const names = process.argv.slice(2);
const minutes = Number(names.find((name) => /^\d+$/.test(name)) ?? 10);
const wants = (name) => (names.length === 0 ? name !== 'memory' : names.includes(name));
const silo = new Silo(Number(process.env.PORT ?? 8098));
const market = ['--Source', 'simulator', '--Simulator:Symbols', '50', '--Simulator:Rate', '5000'];
const browser = await chromium.launch(browserOptions);

/** Frames a second, and the longest frame, over some seconds. */
function countFrames(page, milliseconds) {
  return page.evaluate(
    (duration) =>
      new Promise((resolve) => {
        const start = performance.now();
        let frames = 0;
        let last = start;
        let longest = 0;
        const step = (now) => {
          frames++;
          longest = Math.max(longest, now - last);
          last = now;
          if (now - start < duration) {
            requestAnimationFrame(step);
          } else {
            resolve({
              perSecond: Math.round((frames / (now - start)) * 1_000),
              longestMs: Math.round(longest),
            });
          }
        };
        requestAnimationFrame(step);
      }),
    milliseconds,
  );
}

async function open(url) {
  const { page, counts, begin } = await openPage(url);
  await page.locator('.table-row').first().waitFor();
  return { page, counts, usableMs: Math.round(performance.now() - begin) };
}

async function openPage(url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1700 } });
  const page = await context.newPage();
  const counts = { quotes: 0 };
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      counts.quotes += payload.toString().split('"lastPrice":').length - 1;
    }),
  );
  const begin = performance.now();
  await page.goto(url);
  return { page, counts, begin };
}

/** Time to a page that can be used, and how far its parts moved meanwhile; five times. */
async function measureStart() {
  const starts = [];
  for (let round = 0; round < 5; round++) {
    const { page, usableMs } = await open(silo.url);
    const shift = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              sum += entry.value;
            }
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => resolve(sum), 1_500);
        }),
    );
    starts.push({ usableMs, layoutShift: Number(shift.toFixed(4)) });
    await page.context().close();
  }
  console.log('start', JSON.stringify(starts));
}

/** Frames a second while quotes come. */
async function measureFrames() {
  const { page, counts } = await open(silo.url);
  await page.waitForTimeout(3_000);
  counts.quotes = 0;
  const seconds = 10;
  const frames = await countFrames(page, seconds * 1_000);
  console.log('frames', JSON.stringify({ quotesPerSecond: Math.round(counts.quotes / seconds), ...frames }));
  await page.context().close();
}

/** The page's heap after a collection, twice a minute, while quotes come. */
async function measureMemory() {
  const { page } = await open(silo.url);
  const client = await page.context().newCDPSession(page);
  const memory = [];
  for (let half = 0; half <= minutes * 2; half++) {
    await client.send('HeapProfiler.collectGarbage');
    memory.push(Number(((await client.send('Runtime.getHeapUsage')).usedSize / 1e6).toFixed(2)));
    await page.waitForTimeout(half < minutes * 2 ? 30_000 : 0);
  }
  console.log('heap, MB every 30 s', JSON.stringify(memory));
  await page.context().close();
}

/** Frames a second while 10,000 symbols scroll by. */
async function measureScroll() {
  const ticks = Array.from({ length: 10_000 }, (_, at) => ({
    symbol: `S${String(at).padStart(5, '0')}`,
    price: Number((10 + at / 100).toFixed(2)),
  }));
  await silo.ask('/ticks', ticks);
  const { page } = await open(silo.url);
  await page.getByText(/10,0\d\d symbols/).waitFor({ timeout: 60_000 });
  await page.evaluate(() => {
    const body = document.querySelector('.table-body');
    const step = () => {
      body.scrollTop += 120;
      requestAnimationFrame(step);
    };
    step();
  });
  console.log('scroll', JSON.stringify(await countFrames(page, 8_000)));
  await page.context().close();
}

/** A page of the API, and the whole list in the browser, with 100,000 alerts. */
async function measureAlerts() {
  for (let part = 0; part < 10; part++) {
    const rules = Array.from({ length: 10_000 }, (_, at) => ({
      symbol: `A${at % 100}`,
      when: `price crosses ${part * 10_000 + at + 1}`,
    }));
    await silo.ask('/alerts/bulk', rules);
  }
  const pages = [];
  for (let round = 0; round < 20; round++) {
    const begin = performance.now();
    await silo.ask('/alerts?limit=1000');
    pages.push(Math.round(performance.now() - begin));
  }
  const begin = performance.now();
  const { page } = await openPage(`${silo.url}/alerts`);
  await page.locator('.alert-row').first().waitFor();
  const firstMs = Math.round(performance.now() - begin);
  await page.getByText('100,000 alerts', { exact: true }).waitFor({ timeout: 120_000 });
  const allMs = Math.round(performance.now() - begin);
  pages.sort((a, b) => a - b);
  console.log('alerts', JSON.stringify({ pageMedianMs: pages[10], firstMs, allMs }));
  await page.context().close();
}

const measurements = [
  ['start', market, measureStart],
  ['frames', market, measureFrames],
  ['scroll', ['--Source', 'none'], measureScroll],
  ['alerts', ['--Source', 'none'], measureAlerts],
  ['memory', market, measureMemory],
];

try {
  for (const [name, options, measure] of measurements) {
    if (wants(name)) {
      await silo.start(...options);
      await measure();
      await silo.stop();
    }
  }
} finally {
  await browser.close();
  await silo.dispose();
}

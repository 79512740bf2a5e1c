// Measures the page on a real silo: time to a usable page, frames a second under quotes, scrolling 10,000 symbols,
// memory. Build the silo in Release first. Usage: node scripts/measure.mjs [minutes of memory, default 1]
import { chromium } from 'playwright-core';
import { browserOptions, Silo } from './silo.mjs';

const minutes = Number(process.argv[2] ?? 1);
const silo = new Silo(8098);
await silo.start('--Source', 'simulator', '--Simulator:Symbols', '50', '--Simulator:Rate', '5000');
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
  const context = await browser.newContext({ viewport: { width: 1440, height: 1700 } });
  const page = await context.newPage();
  const counts = { quotes: 0 };
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      counts.quotes += payload.toString().split('"target":"quote"').length - 1;
    }),
  );
  const begin = performance.now();
  await page.goto(url);
  await page.locator('.table-row').first().waitFor();
  return { page, counts, usableMs: Math.round(performance.now() - begin) };
}

try {
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

  const { page, counts } = await open(silo.url);
  await page.waitForTimeout(3_000);
  counts.quotes = 0;
  const seconds = 10;
  const frames = await countFrames(page, seconds * 1_000);
  console.log('quotes', JSON.stringify({ quotesPerSecond: Math.round(counts.quotes / seconds), ...frames }));

  const client = await page.context().newCDPSession(page);
  const heap = async () => {
    await client.send('HeapProfiler.collectGarbage');
    return (await client.send('Runtime.getHeapUsage')).usedSize / 1e6;
  };
  const memory = [];
  for (let half = 0; half <= minutes * 2; half++) {
    memory.push(Number((await heap()).toFixed(2)));
    await page.waitForTimeout(half < minutes * 2 ? 30_000 : 0);
  }
  console.log('heap, MB every 30 s', JSON.stringify(memory));
  await page.context().close();
  await silo.stop();

  await silo.start('--Source', 'none');
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    symbol: `S${String(at).padStart(5, '0')}`,
    price: Number((10 + at / 100).toFixed(2)),
  }));
  await silo.ask('/ticks', many);
  const large = await open(silo.url);
  await large.page.getByText(/10,050 symbols/).waitFor({ timeout: 60_000 });
  await large.page.evaluate(() => {
    const body = document.querySelector('.table-body');
    const step = () => {
      body.scrollTop += 120;
      requestAnimationFrame(step);
    };
    step();
  });
  console.log('scrolling 10,050 symbols', JSON.stringify(await countFrames(large.page, 8_000)));
} finally {
  await browser.close();
  await silo.dispose();
}

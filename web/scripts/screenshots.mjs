// Takes the pictures of docs/screenshots from a silo with a simulated past. Build the silo in Release first.
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { browserOptions, Silo } from './silo.mjs';

const folder = fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const silo = new Silo(8097);
const past = ['--Simulator:Rate', '20', '--Simulator:Speed', 'max', '--Simulator:Limit', '400000'];

await silo.start('--Source', 'simulator', ...past, '--Simulator:Limit', '10000');
await silo.completed();
const { items } = await silo.ask('/symbols?limit=100');
const severities = ['info', 'warning', 'critical'];
const rules = items.flatMap(({ symbol, lastPrice }, at) =>
  [0.997, 1.002, 1.006].map((factor, level) => ({
    symbol,
    when: `price crosses${['', ' above', ' below'][(at + level) % 3]} ${(lastPrice * factor).toFixed(2)}`,
    cooldown: '10m',
    rearm: 0.05,
    name: [`${symbol} support`, `${symbol} breakout`, null][level],
    severity: severities[(at + level) % 3],
    message: '{symbol} at {price}',
  })),
);
await silo.ask('/alerts/bulk', rules);
await silo.stop();
await silo.start('--Source', 'simulator', ...past);
await silo.completed();
const { lastNumber } = await silo.ask('/inbox');
await silo.ask('/inbox/read', { upTo: Math.max(0, lastNumber - 6) });
await silo.stop();
await silo.start('--Source', 'none');

// The market goes on where its past ended.
const { items: quotes } = await silo.ask('/symbols?limit=100');
const prices = new Map(quotes.map((quote) => [quote.symbol, quote.lastPrice]));
const pastEnd = Math.max(...quotes.map((quote) => Date.parse(quote.lastTime)));
const startedAt = Date.now();
const market = setInterval(() => {
  const time = pastEnd + Date.now() - startedAt;
  const ticks = [...prices].map(([symbol, price]) => {
    const next = Number((price * (1 + (Math.random() - 0.5) * 0.0004)).toFixed(2));
    prices.set(symbol, next);
    return { symbol, price: next, size: 1 + Math.floor(Math.random() * 300), time };
  });
  void silo.ask('/ticks', ticks).catch(() => {});
}, 250);

const browser = await chromium.launch(browserOptions);
const desktop = { viewport: { width: 1440, height: 900 } };

async function shoot(name, path, options, prepare) {
  const context = await browser.newContext({ colorScheme: 'dark', ...options });
  const page = await context.newPage();
  await page.goto(silo.url + path);
  await page.locator('.connection-live').waitFor();
  await page.waitForTimeout(2_500);
  await prepare?.(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(`${name}.png`);
  await context.close();
}

const symbol = items[0].symbol;
try {
  await shoot('markets', '/', desktop);
  await shoot('markets-light', '/', { ...desktop, colorScheme: 'light' });
  await shoot('symbol', `/symbols/${symbol}`, desktop);
  await shoot('symbol-light', `/symbols/${symbol}`, { ...desktop, colorScheme: 'light' });
  await shoot('alerts', '/alerts', desktop, async (page) => {
    await page.getByRole('button', { name: 'New alert' }).click();
    const { lastPrice } = await silo.ask(`/quotes/${symbol}`);
    await page
      .getByRole('combobox', { name: 'When' })
      .fill(`price crosses above ${(lastPrice * 1.001).toFixed(2)}`);
    await page.getByLabel('Cooldown').fill('10m');
    await page.getByText(/Would (not )?have fired/).waitFor();
    await page.waitForTimeout(800);
  });
  await shoot('inbox', '/inbox', desktop);
  await shoot('grains', '/grains', desktop, async (page) => {
    await page.getByRole('button', { name: `symbol ${symbol}` }).click();
    await page.getByRole('button', { name: 'Show state' }).click();
    await page.waitForTimeout(25_000);
  });
  await shoot('phone', `/symbols/${symbol}`, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
  });
} finally {
  clearInterval(market);
  await browser.close();
  await silo.dispose();
}

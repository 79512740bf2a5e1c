import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, live, open, standingBox } from './support/browser';
import { startMarket } from './support/market';
import { type Silo, waitFor } from './support/silo';

let browser: Browser;
let silo: Silo;
let symbol: string;

beforeAll(async () => {
  [browser, { silo, symbol }] = await Promise.all([launch(), startMarket()]);
});

afterAll(async () => {
  await browser?.close();
  await silo?.dispose();
});

async function openSymbol(): Promise<{ page: Page }> {
  const { page } = await open(browser, {});
  await page.goto(`${silo.url}/symbols/${symbol}`);
  await live(page);
  await page.locator('.chart-state').waitFor({ state: 'detached' });
  return { page };
}

describe('the chart', () => {
  it('LevelOutOfSight_IsCountedAndBroughtInByAClick', async () => {
    await silo.ask('/alerts', { symbol, when: 'price > 400', name: 'far away' });
    const { page } = await openSymbol();
    const sign = page.getByRole('button', { name: /level above/ });
    await sign.waitFor();
    await sign.click();
    await sign.waitFor({ state: 'hidden' });
    const line = await standingBox(page.getByRole('slider', { name: 'Level of far away' }));
    const chart = await standingBox(page.locator('.chart'));
    expect(line.y).toBeGreaterThanOrEqual(chart.y - 1);
    await page.context().close();
  });

  it('ScrolledBack_LoadsEarlierCandles', async () => {
    const { page } = await open(browser, {});
    const earlier: string[] = [];
    page.on('request', (request) => {
      if (/candles.*[?&]to=/.test(request.url())) {
        earlier.push(request.url());
      }
    });
    await page.goto(`${silo.url}/symbols/${symbol}`);
    await page.locator('.chart-state').waitFor({ state: 'detached' });
    await page.getByRole('group', { name: /^Chart/ }).focus();
    await waitFor(async () => {
      await page.keyboard.press('ArrowLeft');
      return earlier.length > 0;
    });
    await page.context().close();
  });

  it('DeletedAlert_ComesBackByUndo', async () => {
    await silo.ask('/alerts', { symbol, when: 'price > 300', name: 'deleted by mistake' });
    const { page } = await openSymbol();
    const row = page.getByRole('listitem').filter({ hasText: 'deleted by mistake' });
    await row.getByRole('button', { name: /^Delete/ }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect
      .poll(
        async () =>
          (await silo.ask<{ items: { when: string }[] }>('/alerts')).items.filter(
            (alert) => alert.when === 'price > 300',
          ).length,
      )
      .toBe(1);
    await row.waitFor();
    await page.context().close();
  });
});

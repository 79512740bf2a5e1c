import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, listen, live, open, standingBox } from './support/browser';
import { startMarket } from './support/market';
import { type Silo, waitFor } from './support/silo';

interface Alert {
  id: string;
  symbol: string;
  when: string;
  status: string;
}

interface Trigger {
  number: number;
  alertId: string;
  price: number;
  time: string;
}

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

const alerts = async () => (await silo.ask<{ items: Alert[] }>('/alerts')).items;
const triggers = async () => (await silo.ask<{ items: Trigger[] }>('/triggers?limit=1000')).items;
const levelOf = (alert: Alert | undefined) => Number(alert?.when.match(/[\d.]+$/)?.[0]);

async function openSymbol(): Promise<{ page: Page; faults: string[] }> {
  const opened = await open(browser, {});
  await opened.page.goto(`${silo.url}/symbols/${symbol}`);
  await live(opened.page);
  await opened.page.locator('.chart-state').waitFor({ state: 'detached' });
  return opened;
}

/** Clicks the price axis at a height of the chart, from 0 at its top, until the form is there: a chart that was not
 * drawn yet has no prices. */
async function clickAxis(page: Page, height: number): Promise<void> {
  const form = page.getByRole('form', { name: 'New alert' });
  await page.bringToFront();
  await waitFor(async () => {
    const box = await standingBox(page.locator('.chart'));
    await page.mouse.click(box.x + box.width - 12, box.y + box.height * height);
    return form.isVisible();
  });
}

/** Drags the level of an alert by so many pixels, by its name or by the line far from it. */
async function drag(page: Page, name: string, pixels: number, by: 'name' | 'line' = 'name'): Promise<void> {
  // A tab behind another one draws, and takes the mouse, once a second.
  await page.bringToFront();
  const box = await standingBox(page.getByRole('slider', { name }));
  const [x, y] = [box.x + (by === 'name' ? box.width / 2 : 350), box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + pixels / 2, { steps: 4 });
  await page.mouse.move(x, y + pixels, { steps: 4 });
  await page.mouse.up();
}

describe('alerts on the chart', () => {
  it('AxisClick_StartsAnAlertThatDraggingMovesAndATickFiresInASecondTab', async () => {
    const { page, faults } = await openSymbol();
    const second = await page.context().newPage();
    const secondFaults = listen(second);
    await second.goto(`${silo.url}/inbox`);
    await live(second);

    await clickAxis(page, 0.3);
    const form = page.getByRole('form', { name: 'New alert' });
    const typed = await form.getByRole('combobox', { name: 'When' }).inputValue();
    expect(typed).toMatch(/^price crosses [\d.]+$/);
    await form.getByLabel('Name').fill('dragged');
    await drag(page, 'Level of dragged', -30);
    const moved = await form.getByRole('combobox', { name: 'When' }).inputValue();
    expect(Number(moved.split(' ').at(-1))).toBeGreaterThan(Number(typed.split(' ').at(-1)));
    await form.getByRole('button', { name: 'Create alert' }).click();
    await page.getByRole('button', { name: /^dragged/ }).waitFor();

    await drag(page, 'Level of dragged', -20, 'line');
    await expect
      .poll(async () => levelOf((await alerts()).find((alert) => alert.when !== moved)))
      .toBeGreaterThan(Number(moved.split(' ').at(-1)));
    const alert = (await alerts())[0];
    const level = levelOf(alert);

    await silo.post(
      { symbol, price: Number((level - 0.05).toFixed(2)), time: '2026-01-05T15:00:00Z' },
      { symbol, price: Number((level + 0.05).toFixed(2)), time: '2026-01-05T15:00:01Z' },
    );
    await expect.poll(async () => (await triggers()).length).toBeGreaterThan(0);
    const row = second.getByRole('row').filter({ hasText: 'dragged' });
    await row.first().waitFor();
    await expect.poll(() => second.title()).toMatch(/^\(\d+\) Inbox/);
    await second.getByRole('button', { name: 'Mark all read' }).click();
    await expect.poll(() => second.title()).toBe('Inbox · Tripline');
    await expect.poll(() => page.title()).toBe(`${symbol} · Tripline`);
    expect([...faults, ...secondFaults]).toEqual([]);
    await page.context().close();
  });

  it('RefusedMove_GoesBackAndSaysWhy', async () => {
    await silo.ask('/alerts', { symbol, when: `price > ${await nearby(0.02)}`, name: 'refused' });
    const { page } = await openSymbol();
    const grip = page.getByRole('slider', { name: 'Level of refused' });
    await standingBox(grip);
    const before = await grip.getAttribute('aria-valuetext');
    await page.route('**/api/v1/alerts/*', (route) =>
      route.request().method() === 'PUT'
        ? route.fulfill({
            status: 409,
            contentType: 'application/problem+json',
            body: JSON.stringify({
              title: 'A limit is reached.',
              status: 409,
              detail: 'Not today.',
              errors: [],
            }),
          })
        : route.continue(),
    );
    await drag(page, 'Level of refused', 25);
    await page.getByText('Not today.').waitFor();
    await expect.poll(() => grip.getAttribute('aria-valuetext')).toBe(before);
    await page.context().close();
  });

  it('KeyboardOnly_FindsASymbolCreatesAnAlertAndMovesItsLevel', async () => {
    const { page } = await open(browser, {});
    await page.goto(silo.url);
    await live(page);
    await page.getByRole('link', { name: symbol, exact: true }).first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(symbol.toLowerCase());
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/symbols/${symbol}`);
    await page.getByRole('button', { name: 'New', exact: true }).waitFor();
    await tabTo(page, 'New');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'When' }).waitFor();
    await tabTo(page, 'When');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('price cr');
    await page.getByRole('option', { name: 'crosses' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'above' }).waitFor();
    const level = await nearby(0.03);
    await page.keyboard.type(`above ${level}`);
    await tabTo(page, 'Name');
    await page.keyboard.type('typed');
    await page.getByText(/Would (not )?have fired/).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^typed/ }).waitFor();
    await page.getByRole('slider', { name: 'Level of typed' }).waitFor();
    await tabTo(page, 'Level of typed', 60, true);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => levelOf((await alerts()).find((alert) => alert.when.includes('above'))))
      .toBeCloseTo(level + 0.02, 6);
    await page.context().close();
  });

  it('DryRun_EqualsWhatTheSameTicksThenFire', async () => {
    const name = 'DRYRUN';
    const start = Date.parse('2026-01-06T15:00:00Z');
    const past = await silo.ask<{ items: { price: number }[] }>(`/trades/${symbol}?limit=1000`);
    const ticks = past.items.map((trade, at) => ({
      symbol: name,
      price: trade.price,
      size: 1,
      time: start + at * 500,
    }));
    const middle = [...ticks].sort((a, b) => a.price - b.price)[ticks.length >> 1]?.price;
    const rule = { symbol: name, when: `price crosses ${middle}`, cooldown: '5s', rearm: 0.01 };
    const { id } = await silo.ask<Alert>('/alerts', rule);
    await silo.post(...ticks);
    await silo.folded(name, ticks.length);
    const fired = async () =>
      (await silo.ask<{ items: Trigger[] }>(`/triggers?alertId=${id}&limit=1000`)).items;
    const preview = await silo.ask<{ triggerCount: number; triggers: Trigger[] }>('/alerts/preview', rule);
    expect(preview.triggerCount).toBeGreaterThan(0);
    await expect.poll(async () => (await fired()).length).toBe(preview.triggerCount);
    expect((await fired()).map(({ time, price }) => ({ time, price }))).toEqual(preview.triggers);

    const { page } = await open(browser, {});
    await page.goto(`${silo.url}/alerts`);
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByLabel('Symbol', { exact: true }).fill(name);
    await page.getByRole('combobox', { name: 'When' }).fill(rule.when);
    await page.getByLabel('Cooldown').fill(rule.cooldown);
    await page.getByLabel('Re-arm distance').fill(String(rule.rearm));
    const count = preview.triggerCount === 1 ? '1 time' : `${preview.triggerCount} times`;
    await page.getByText(`Would have fired ${count}`).waitFor();
    await page.context().close();
  });

  it('ConditionBeingTyped_ShowsWhereItIsWrong', async () => {
    const { page } = await open(browser, {});
    await page.goto(`${silo.url}/alerts`);
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByRole('combobox', { name: 'When' }).fill('price crosses abve 13');
    await page.getByText(/At column 15/).waitFor();
    expect(await page.getByRole('button', { name: 'Create alert' }).isDisabled()).toBe(true);
    await page.context().close();
  });

  it('ManyAlerts_ArePausedAndDeletedTogether', async () => {
    const { page } = await open(browser, {});
    await silo.ask(
      '/alerts/bulk',
      [1, 2, 3].map((at) => ({ symbol: 'BULK', when: `price > ${at}`, name: `bulk ${at}` })),
    );
    await page.goto(`${silo.url}/alerts`);
    await page.getByLabel('Search alerts').fill('bulk');
    const rows = page.getByRole('row').filter({ hasText: 'BULK' });
    await expect.poll(() => rows.count()).toBe(3);
    await page.getByLabel('Select all alerts shown').check();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused 3 alerts').waitFor();
    expect(
      (await alerts()).filter((alert) => alert.symbol === 'BULK').every((alert) => alert.status === 'paused'),
    ).toBe(true);
    await page.getByLabel('Select all alerts shown').check();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Delete 3 alerts?').waitFor();
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await expect.poll(async () => (await alerts()).filter((alert) => alert.symbol === 'BULK').length).toBe(0);
    await page.context().close();
  });
});

/** A level a little above the symbol's last price. */
async function nearby(distance: number): Promise<number> {
  return Number(((await silo.lastPrice(symbol)) + distance).toFixed(2));
}

/** Presses Tab until something of that name has the focus. */
async function tabTo(page: Page, name: string, most = 60, isBackwards = false): Promise<void> {
  for (let press = 0; press < most; press++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const label = element?.id
        ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`)?.textContent
        : '';
      return element?.getAttribute('aria-label') || label || element?.textContent?.trim() || '';
    });
    if (focused === name) {
      return;
    }
    await page.keyboard.press(isBackwards ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(`Nothing called ${name} gets the focus.`);
}

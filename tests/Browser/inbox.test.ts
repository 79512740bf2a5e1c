import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, live, open } from './support/browser';
import { Silo } from './support/silo';

let browser: Browser;
let silo: Silo;
let clock = Date.parse('2026-01-05T15:00:00Z');

beforeAll(async () => {
  [browser, silo] = await Promise.all([launch(), Silo.start('--Source', 'none')]);
  await silo.post({ symbol: 'SPY', price: 100, time: clock });
  await silo.ask('/alerts', {
    symbol: 'SPY',
    when: 'price crosses 101',
    name: 'hundred and one',
    severity: 'critical',
  });
});

afterAll(async () => {
  await browser?.close();
  await silo?.dispose();
});

/** Fires the alert so many times; each time is in the inbox on completion. */
async function fire(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    clock += 1_000;
    const price = (await silo.lastPrice('SPY')) < 101 ? 102 : 100;
    const before = await lastNumber();
    await silo.post({ symbol: 'SPY', price, time: clock });
    await expect.poll(lastNumber).toBe(before + 1);
  }
}

const lastNumber = async () => (await silo.ask<{ lastNumber: number }>('/inbox')).lastNumber;

describe('the inbox', () => {
  it('KilledAndRestartedSilo_MissesNothingAndRepeatsNothing', async () => {
    const { page, faults } = await open(browser, {});
    await page.goto(`${silo.url}/inbox`);
    await live(page);
    await fire(3);
    const rows = page.locator('.trigger-row');
    await expect.poll(() => rows.count()).toBe(3);
    await silo.kill();
    await page.getByRole('alert').getByText('Connection lost').waitFor();
    await silo.restart();
    await fire(4);
    await live(page);
    await expect.poll(() => rows.count()).toBe(7);
    const numbers = await page.locator('.trigger-row > div:nth-child(2)').allTextContents();
    expect(numbers.map(Number)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('TwoTabs_AnnounceEachTriggerOnce', async () => {
    const { page } = await open(browser, { permissions: ['notifications'] });
    const context = page.context();
    await recordNotifications(context);
    const second = await context.newPage();
    for (const tab of [page, second]) {
      await tab.goto(`${silo.url}/inbox`);
      await live(tab);
    }
    await page.getByLabel('Notifications').check();
    const before = await lastNumber();
    await fire(2);
    const shown = () =>
      page.evaluate(() => JSON.parse(localStorage.getItem('test.shown') ?? '[]') as string[]);
    await expect.poll(async () => (await shown()).length).toBe(2);
    expect(new Set(await shown()).size).toBe(2);
    expect(await lastNumber()).toBe(before + 2);
    await context.close();
  });

  it('OneMarkedRead_IsReadInAnotherTabAndAfterAReload', async () => {
    const { page } = await open(browser, {});
    await page.goto(`${silo.url}/inbox`);
    await live(page);
    const unread = async () => (await silo.ask<{ unreadCount: number }>('/inbox')).unreadCount;
    const before = await unread();
    expect(before).toBeGreaterThan(0);
    await page
      .getByRole('button', { name: /^Mark trigger/ })
      .first()
      .click();
    await expect.poll(unread).toBe(before - 1);
    await page.reload();
    await expect.poll(() => page.title()).toBe(`(${before - 1}) Inbox · Tripline`);
    await page.getByLabel('Severity').selectOption('info');
    await page.getByText('No trigger matches').waitFor();
    await page.context().close();
  });

  it('FilteredInbox_LooksThroughOlderTriggers', async () => {
    await silo.post({ symbol: 'RARE', price: 100, time: clock });
    await silo.ask('/alerts', { symbol: 'RARE', when: 'price > 1', name: 'rare one', frequency: 'once' });
    const before = await lastNumber();
    await silo.post({ symbol: 'RARE', price: 101, time: clock + 1_000 });
    await expect.poll(lastNumber).toBe(before + 1);
    await silo.ask('/alerts', { symbol: 'OFTEN', when: 'price crosses 10' });
    const ticks = Array.from({ length: 301 }, (_, at) => ({
      symbol: 'OFTEN',
      price: at % 2 === 0 ? 9 : 11,
      time: clock + at * 1_000,
    }));
    await silo.post(...ticks);
    await expect.poll(lastNumber).toBe(before + 301);

    const { page } = await open(browser, {});
    await page.goto(`${silo.url}/inbox`);
    await live(page);
    await page.getByLabel('Filter by symbol').fill('rare');
    await page.getByRole('row').filter({ hasText: 'rare one' }).waitFor();
    await page.context().close();
  });
});

/** Notes notifications in storage that all tabs share, in the place of showing them. */
async function recordNotifications(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    class Recorded {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(_title: string, options: { tag: string }) {
        const shown = JSON.parse(localStorage.getItem('test.shown') ?? '[]') as string[];
        localStorage.setItem('test.shown', JSON.stringify([...shown, options.tag]));
      }
    }
    Object.defineProperty(window, 'Notification', { value: Recorded });
  });
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, live, open } from './support/browser';
import { startMarket } from './support/market';
import type { Silo } from './support/silo';

const web = fileURLToPath(new URL('../../web', import.meta.url));
const axe = readFileSync(`${web}/node_modules/axe-core/axe.min.js`, 'utf8');

/** A silo of the list, as far as it is looked at here. */
interface Entry {
  id: string;
  isSelf: boolean;
  error: string | null;
  state: { partitions: { number: number }[] } | null;
}

let browser: Browser;
let silo: Silo;
let symbol: string;

beforeAll(async () => {
  [browser, { silo, symbol }] = await Promise.all([launch(), startMarket()]);
  const price = await silo.lastPrice(symbol);
  await silo.ask('/alerts', { symbol, when: `price > ${(price + 0.5).toFixed(2)}`, name: 'axe' });
  await silo.post({ symbol, price: Number((price + 1).toFixed(2)), time: '2026-01-05T15:00:00Z' });
});

afterAll(async () => {
  await browser?.close();
  await silo?.dispose();
});

const paths = ['/', '/symbols/SPY', '/alerts', '/inbox', '/grains'];

describe.each(['dark', 'light'] as const)('in the %s theme', (colorScheme) => {
  it.each(paths)('Page%s_HasNoSeriousFaultOfAccess', async (path) => {
    const { page, faults } = await open(browser, { colorScheme, bypassCSP: true });
    await page.goto(silo.url + path);
    await live(page);
    await settle(page, path);
    expect(await findFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('OpenForm_HasNoSeriousFaultOfAccess', async () => {
    const { page } = await open(browser, { colorScheme, bypassCSP: true });
    await page.goto(`${silo.url}/alerts`);
    await page.getByRole('button', { name: 'New alert' }).click();
    await page.getByLabel('Symbol', { exact: true }).fill(symbol);
    await page.getByRole('combobox', { name: 'When' }).fill('price > 1');
    await page.getByText(/Would (not )?have fired/).waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.context().close();
  });
});

describe('on a phone', () => {
  it.each(paths)('Page%s_FitsItsWidth', async (path) => {
    const { page } = await open(browser, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await page.goto(silo.url + path);
    await live(page);
    await settle(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Alerts' }).tap();
    await page.waitForURL('**/alerts');
    await page.context().close();
  });
});

describe('the page', () => {
  it('EveryPath_KeepsToItsContentPolicyWithoutAFault', async () => {
    for (const path of paths) {
      const { page, faults } = await open(browser, {});
      await page.goto(silo.url + path);
      await live(page);
      await settle(page, path);
      expect([path, faults]).toEqual([path, []]);
      await page.context().close();
    }
  });

  it('Markets_ShowEverySymbolWithItsPrice', async () => {
    const { page } = await open(browser, {});
    await page.goto(silo.url);
    await page.getByRole('link', { name: symbol, exact: true }).first().waitFor();
    const row = page.getByRole('row').filter({ hasText: symbol }).last();
    const price = await silo.lastPrice(symbol);
    await expect.poll(() => row.textContent()).toContain(price.toFixed(2));
    await page.getByLabel('Filter symbols').fill('nothing at all');
    await page.getByText('No symbol holds').waitFor();
    await page.context().close();
  });

  it('UnknownSymbol_IsSaidAndNotListed', async () => {
    const { page } = await open(browser, {});
    await page.goto(`${silo.url}/symbols/NOSUCH`);
    await page.getByText('The silo does not know NOSUCH').waitFor();
    await page.getByRole('link', { name: 'Go to the markets' }).click();
    await page.getByRole('link', { name: symbol, exact: true }).first().waitFor();
    expect(await page.getByRole('link', { name: 'NOSUCH' }).count()).toBe(0);
    await page.context().close();
  });

  it('Grains_AreListedInspectedAndDeactivated', async () => {
    const { page } = await open(browser, {});
    await page.goto(`${silo.url}/grains`);
    await page.getByRole('button', { name: `symbol ${symbol}` }).click();
    await page.getByRole('button', { name: 'Show state' }).click();
    await page.getByText('"lastPrice"').waitFor();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText(`symbol ${symbol} is deactivated`).waitFor();
    expect(await silo.lastPrice(symbol)).toBeGreaterThan(0);
    await page.context().close();
  });

  it('SeveralSilos_ShowWhoOwnsWhatAndWhoDoesNotAnswer', async () => {
    const { page } = await open(browser, {});
    await page.route('**/api/v1/silos', async (route) => {
      const response = await route.fetch();
      const list = (await response.json()) as { items: Entry[]; unowned: number[]; partitionCount: number };
      const [own] = list.items;
      if (own?.state) {
        const { partitions } = own.state;
        const other = {
          ...own,
          id: 'silo-b',
          isSelf: false,
          state: { ...own.state, partitions: partitions.splice(4) },
        };
        const silent = { ...own, id: 'silo-c', isSelf: false, error: 'It does not answer.', state: null };
        list.items = [own, other, silent];
        list.unowned = [7];
      }
      await route.fulfill({ response, json: list });
    });
    await page.goto(`${silo.url}/grains`);
    const partitions = page.getByRole('region', { name: 'Partitions' });
    await partitions.getByRole('row').filter({ hasText: 'silo-b' }).first().waitFor();
    await page.getByText('No silo owns partition 7 right now').waitFor();
    await page.getByText('It does not answer.').waitFor();
    await page.getByLabel('Silo', { exact: true }).selectOption('silo-b');
    await expect.poll(() => partitions.getByRole('row').filter({ hasText: 'local' }).count()).toBe(0);
    await page.context().close();
  });

  it.each(paths)('Page%s_StandsStillWhileItLoads', async (path) => {
    const { page } = await open(browser, {});
    await page.addInitScript(() => {
      const seen = window as unknown as { shift: number };
      seen.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          seen.shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(silo.url + path);
    await live(page);
    await settle(page, path);
    // Two frames later the observer has heard of all that the page did.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBeLessThan(0.02);
    await page.context().close();
  });

  it('Markets_SortByEachColumn', async () => {
    const { page } = await open(browser, {});
    await page.goto(silo.url);
    await page.getByRole('link', { name: symbol, exact: true }).first().waitFor();
    for (const name of ['Last', 'Change', 'Change %', 'Day range', 'Volume', 'Trades', 'Armed', 'Symbol']) {
      const head = page
        .getByRole('columnheader')
        .filter({ has: page.getByRole('button', { name, exact: true }) });
      await head.getByRole('button').click();
      await page.locator(`[role="columnheader"][aria-sort]`).filter({ hasText: name }).waitFor();
    }
    await page.context().close();
  });

  it('MissingSilo_IsSaidWithWhatToDo', async () => {
    const { page } = await open(browser, {});
    await page.route('**/api/v1/symbols*', (route) => route.abort());
    await page.goto(silo.url);
    await page.getByText('The markets could not be loaded').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.unroute('**/api/v1/symbols*');
    await page.getByRole('link', { name: symbol, exact: true }).first().waitFor();
    await page.context().close();
  });

  it('GeneratedTypes_AreWhatTheSiloSays', () => {
    execFileSync('node', ['scripts/generate-types.mjs', '--check', silo.url], { cwd: web, stdio: 'pipe' });
  });
});

/** Waits until the page shows what it has to show. */
async function settle(page: Page, path: string): Promise<void> {
  const shows: Record<string, string> = {
    '/': '.table-row',
    '/symbols/SPY': '.chart-line',
    '/alerts': '.alert-row',
    '/inbox': '.trigger-row',
    '/grains': '.plain-table tbody tr',
  };
  await page
    .locator(shows[path] ?? 'main')
    .first()
    .waitFor({ state: path === '/symbols/SPY' ? 'attached' : 'visible' });
}

/** What axe finds serious or worse. */
async function findFaults(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  return page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }
    ).axe.run();
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary: string }[];
    }
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
      );
  });
}

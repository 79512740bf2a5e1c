import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Debian's Chromium, headless. */
export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

/** A page of its own, that collects the faults which it reports. */
export async function open(
  browser: Browser,
  options: BrowserContextOptions,
): Promise<{ page: Page; faults: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  return { page, faults: listen(page) };
}

/** Collects errors of scripts and of the content policy; requests that fail while a silo is down are none. */
export function listen(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(message.text())) {
      faults.push(message.text());
    }
  });
  return faults;
}

/** Waits until the page shows that it is live. */
export async function live(page: Page): Promise<void> {
  await page.locator('.connection-live').waitFor();
}

/** Where an element is, once it stands still: a chart that just came up lays itself out more than once. */
export async function standingBox(target: Locator): Promise<Box> {
  let before: Box | null = null;
  for (let look = 0; look < 200; look++) {
    const box = await target.boundingBox();
    if (box && before && box.x === before.x && box.y === before.y && box.height === before.height) {
      return box;
    }
    before = box;
    await target.page().waitForTimeout(60);
  }
  throw new Error('It does not come to stand still.');
}

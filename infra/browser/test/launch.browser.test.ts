// Promise: browsers that are started at once in a project that has none unpacked yet all work: none loses its program to another.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '@daqidi/browser';
import type { Browser } from 'playwright-core';

let cache: string;
let browsers: readonly Browser[] = [];

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'daqidi-browser-'));
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await rm(cache, { recursive: true });
});

test('three browsers that unpack their program at once show a page each', async () => {
  browsers = await Promise.all([launchBrowser({ cache }), launchBrowser({ cache }), launchBrowser({ cache })]);
  const titles = await Promise.all(
    browsers.map(async (browser) => {
      const page = await browser.newPage();
      await page.setContent('<!doctype html><title>诉求</title><p>大起底</p>');
      return page.title();
    }),
  );
  expect(titles).toStrictEqual(['诉求', '诉求', '诉求']);
});

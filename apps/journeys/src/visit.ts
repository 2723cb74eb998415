import type { Person } from '@daqidi/standalone';
import type { Browser, Page } from 'playwright-core';
import type { TrialPlatform } from './trial-platform.js';

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly language?: 'zh' | 'en';
  /** Not signed in where absent. */
  readonly person?: Person;
}

export interface Visit {
  readonly page: Page;
  /** What the browser's console said that it should not have. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Somebody's browser in front of the platform, on the platform's time. */
export const visit = async (browser: Browser, platform: TrialPlatform, options: VisitOptions = {}): Promise<Visit> => {
  const { width = 1280, height = 800, language = 'zh', person } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.clock.setFixedTime(platform.now());
  const kept: Record<string, string> = { language };
  if (person !== undefined) {
    const token = await platform.token(person);
    kept.session = JSON.stringify({ token, personId: person.sub });
    kept.person = JSON.stringify({ token, id: person.sub });
  }
  await context.addInitScript(`
    const ask = window.fetch;
    window.underWay = 0;
    window.fetch = async (address, ...rest) => {
      const counts = !String(address).endsWith('/updates');
      if (counts) window.underWay += 1;
      try {
        return await ask(address, ...rest);
      } finally {
        if (counts) window.underWay -= 1;
      }
    };
  `);
  // Kept as the pages keep it; a tab that signs out stays signed out.
  await context.addInitScript(`
    if (window.name === '') {
      window.name = 'visited';
      const kept = ${JSON.stringify(kept)};
      localStorage.setItem('language', kept.language);
      if (kept.session) sessionStorage.setItem('session', kept.session);
      if (kept.person) localStorage.setItem('person', kept.person);
    }
  `);
  return { page, complaints, close: () => context.close() };
};

/** People's browsers, one a person, as in an office: what it has fetched it has. */
export interface Visits {
  /** Of this person, or of somebody who is not signed in. */
  of(person?: Person): Promise<Visit>;
  /** Closes them all, and answers what they complained of and which other hosts they asked, each with whose it was. */
  close(): Promise<readonly string[]>;
}

export const visits = (browser: Browser, platform: TrialPlatform, options: Omit<VisitOptions, 'person'> = {}): Visits => {
  const made = new Map<string, Visit>();
  const elsewhere: string[] = [];
  return {
    of: async (person) => {
      const who = person?.sub ?? '';
      const known = made.get(who);
      if (known !== undefined) return known;
      const visitor = await visit(browser, platform, { ...options, ...(person === undefined ? {} : { person }) });
      visitor.page.on('request', (request) => {
        const url = request.url();
        if (!/^(?:data|blob):/.test(url) && !url.startsWith(platform.url)) elsewhere.push(`${who} asks ${url}`);
      });
      made.set(who, visitor);
      return visitor;
    },
    close: async () => {
      for (const { close } of made.values()) await close();
      return [
        ...elsewhere,
        ...[...made].flatMap(([who, { complaints }]) => complaints.map((complaint) => `${who}: ${complaint}`)),
      ];
    },
  };
};

// Promise: where a site has an identity provider, people sign in there and nowhere else, come back to where they were, keep working while
// tokens are renewed, and are signed out at both.
import { launchBrowser } from '@daqidi/browser';
import {
  type IdentityProvider,
  openIdentityProvider,
  openTrialPlatform,
  stockCase,
  type TrialPlatform,
  visit,
} from '@daqidi/journeys';
import { cast } from '@daqidi/standalone';
import type { Browser, Page } from 'playwright-core';

const matter = '健身器材损坏，小孩受伤。';
let identity: IdentityProvider;
let platform: TrialPlatform;
let browser: Browser;

beforeAll(async () => {
  identity = await openIdentityProvider();
  const before = (chosen: TrialPlatform) => stockCase(chosen, { text: matter, reached: 'CONFIRMED' });
  [platform, browser] = await Promise.all([
    openTrialPlatform({ start: Date.now(), identityProvider: identity.settings, before }),
    launchBrowser(),
  ]);
  identity.serve(platform.url);
});
afterAll(async () => {
  await browser.close();
  await platform.stop();
  await identity.stop();
});

// The provider knows the time of this machine only.
beforeEach(() => platform.passTime(new Date().toISOString()));

const tokenOf = (page: Page) =>
  page.evaluate<string | null>("JSON.parse(sessionStorage.getItem('session') ?? 'null')?.token ?? null");

test('somebody signs in at the provider, works on with renewed tokens, and is signed out at both', async () => {
  identity.expect(cast.clerk.sub, 'OFFICER');
  const { page, complaints, close } = await visit(browser, platform);
  const answer = await page.goto(`${platform.url}/cases`);
  expect(answer?.headers()['content-security-policy']).toContain(`connect-src 'self' ${identity.settings.issuer};`);
  await page.getByRole('button', { name: '统一身份认证登录' }).click();
  await page.getByRole('heading', { name: '诉求台账' }).waitFor();
  expect(page.url()).toBe(`${platform.url}/cases`);
  const first = await tokenOf(page);
  await page.clock.setFixedTime(platform.now() + 250_000);
  await page.evaluate(`new Promise((resolve) => {
    const look = () => JSON.parse(sessionStorage.getItem('session')).token === ${JSON.stringify(first)} ? setTimeout(look, 20) : resolve();
    look();
  })`);
  expect(identity.granted()).toStrictEqual(['authorization_code', 'refresh_token']);
  await page.reload();
  await page.getByRole('heading', { name: '诉求台账' }).waitFor();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: '统一身份认证登录' }).waitFor();
  expect([page.url(), await tokenOf(page)]).toStrictEqual([`${platform.url}/`, null]);
  expect(complaints).toStrictEqual([]);
  await close();
});

test('a citizen signs in at the provider and comes back to his own appeals', async () => {
  identity.expect('petitioner-1', 'PETITIONER');
  const { page, complaints, close } = await visit(browser, platform, { width: 390, height: 844 });
  await page.goto(`${platform.url}/c/mine`);
  await page.getByRole('button', { name: '统一身份认证登录' }).click();
  await page.waitForURL(`${platform.url}/c/mine`);
  await page.getByRole('button', { name: '退出' }).waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('a leader who has been signed in since the morning proves who he is once more, and then signs', async () => {
  identity.expect(cast.deputy.sub, 'OFFICER', platform.now() - 40 * 60_000);
  const { page, complaints, close } = await visit(browser, platform);
  await page.goto(`${platform.url}/countersign`);
  await page.getByRole('button', { name: '统一身份认证登录' }).click();
  await page.getByRole('button', { name: matter }).click();
  const decision = page.getByRole('region', { name: '处理' });
  const sign = decision.getByRole('button', { name: '领导签署' });
  await sign.click();
  const again = decision.getByRole('button', { name: '重新登录' });
  await again.waitFor();
  identity.expect(cast.deputy.sub, 'OFFICER');
  await again.click();
  await page.waitForURL(`${platform.url}/countersign`);
  await page.getByRole('button', { name: matter }).click();
  await sign.click();
  await page.getByText('✓ 已办').waitFor();
  expect(complaints).toStrictEqual([]);
  await close();
});

test('whom the provider does not let in is told so, and nobody is let in by being named', async () => {
  const { page, close } = await visit(browser, platform);
  await page.goto(`${platform.url}/signed-in?error=access_denied&state=none`);
  await page.getByText('登录没有成功').waitFor();
  expect(await page.getByText('仅供试用').count()).toBe(0);
  const answer = await fetch(`${platform.url}/development/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(cast.clerk),
  });
  expect(answer.status).toBe(404);
  await close();
});

// Promise: work that is dear is done once, however many ask for it together; what failed in an offline moment is tried anew.
import { untilItWorks } from '@daqidi/app-kit';

it('those who ask together wait for the same; what failed is begun anew', async () => {
  const answers: readonly (() => Promise<string>)[] = [
    async () => Promise.reject(new Error('offline')),
    async () => 'proof',
    async () => 'another',
  ];
  let asked = 0;
  const solve = untilItWorks(() => {
    const answer = answers[asked] as () => Promise<string>;
    asked += 1;
    return answer();
  });
  const together = await Promise.allSettled([solve(), solve()]);
  expect(together.map(({ status }) => status)).toStrictEqual(['rejected', 'rejected']);
  expect(asked).toBe(1);
  expect(await Promise.all([solve(), solve()])).toStrictEqual(['proof', 'proof']);
  expect(await solve()).toBe('proof');
  expect(asked).toBe(2);
});

// Promise: whoever has spoken to a result is not asked to it again while others have not, but to the next one, and to all else, he is.
import { notYetSaid } from '../src/own/done.js';

const confirm = { title: 'confirm', known: { digest: 'first' } };
const refuse = { title: 'refuse', known: { digest: 'first' } };
const supplement = { title: 'supplement', known: {} };
const takeBack = { title: 'take back', known: {} };

it('what he has spoken to is not offered again, all else is', () => {
  expect(notYetSaid([confirm, refuse, supplement], null)).toStrictEqual([confirm, refuse, supplement]);
  expect(notYetSaid([confirm, refuse, supplement], confirm)).toStrictEqual([supplement]);
  expect(notYetSaid([confirm, supplement], takeBack)).toStrictEqual([confirm, supplement]);
});

it('a new result is asked about anew', () => {
  const next = { title: 'confirm', known: { digest: 'second' } };
  expect(notYetSaid([next], confirm)).toStrictEqual([next]);
});

// Promise: files that are chosen are sent at once and named when they have arrived; one that failed says why and is tried again, one that is
// removed is named no more, and each waits for no other.
import { createSending, isComplete, Refusal, type SentFile } from '@daqidi/app-kit';

const fileOf = (name: string): File => new File(['x'], name);

const opened = () => {
  let keys = 0;
  let all: readonly SentFile[] = [];
  const told: (readonly string[])[] = [];
  const underWay = new Map<string, { arrive(id: string): void; fail(): void; progress(share: number): void }>();
  const sending = createSending({
    uploader: {
      upload: (file, _, progress) =>
        new Promise((resolve, reject) =>
          underWay.set(file.name, { arrive: resolve, fail: () => reject(new Error('cut off')), progress }),
        ),
    },
    newKey: () => {
      keys += 1;
      return `key-${keys}`;
    },
    shown: async () => ({}),
    asRefusal: (error) => new Refusal('UNAVAILABLE', { zh: String(error), en: String(error) }),
    onChange: (next) => {
      all = next;
    },
    onIds: (ids) => told.push(ids),
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { sending, told, turn, all: () => all, of: (name: string) => underWay.get(name) };
};

it('each is sent at once, shows how far it is, and is named when it has arrived', async () => {
  const { sending, told, turn, all, of } = opened();
  sending.choose([fileOf('a.jpg'), fileOf('b.jpg')]);
  await turn();
  of('a.jpg')?.progress(0.5);
  expect(all().map(({ file, share, id }) => [file.name, share, id])).toStrictEqual([
    ['a.jpg', 0.5, null],
    ['b.jpg', 0, null],
  ]);
  of('b.jpg')?.arrive('second');
  await turn();
  expect(told).toStrictEqual([['second']]);
  expect(isComplete(all())).toBe(false);
  of('a.jpg')?.arrive('first');
  await turn();
  expect(told.at(-1)).toStrictEqual(['first', 'second']);
  expect(isComplete(all())).toBe(true);
});

it('one that failed says why and is tried again; one that is removed is named no more', async () => {
  const { sending, told, turn, all, of } = opened();
  sending.choose([fileOf('a.jpg'), fileOf('b.jpg')]);
  await turn();
  of('a.jpg')?.fail();
  of('b.jpg')?.arrive('second');
  await turn();
  expect(all().map(({ refusal }) => refusal?.code ?? null)).toStrictEqual(['UNAVAILABLE', null]);
  expect(isComplete(all())).toBe(false);
  sending.again('key-1');
  expect(all()[0]).toMatchObject({ share: 0, refusal: null });
  await turn();
  of('a.jpg')?.arrive('first');
  await turn();
  sending.remove('key-2');
  expect(told.at(-1)).toStrictEqual(['first']);
  expect(all().map(({ key }) => key)).toStrictEqual(['key-1']);
});

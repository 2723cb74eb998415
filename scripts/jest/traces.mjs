// What a test file may leave in its process: then no other file follows it there.
import { subscribe } from 'node:diagnostics_channel';
import { setImmediate as nextTurn } from 'node:timers/promises';

const mebibyte = 2 ** 20;
/** Above it a process is not used again: what files left on the heap would slow the next ones. */
const mostMemory = 700 * mebibyte;

const mostTurns = 100;

/** What libraries keep for all their copies begins so; jest's own words come with the first file. */
const libraries = /^__/;
const jestsOwn = /^(?:jest|expect|[fx]?(?:describe|it|test)|(?:before|after)(?:All|Each))$/;
const isOwn = (name) => !(libraries.test(name) || jestsOwn.test(name));

/** What a file can see of another one without importing from it. */
const surroundings = () =>
  JSON.stringify([
    process.cwd(),
    process.exitCode ?? null,
    Object.entries(process.env).sort(),
    Object.getOwnPropertyNames(globalThis).filter(isOwn).sort(),
    process
      .eventNames()
      .map((name) => `${String(name)} ${process.listenerCount(name)}`)
      .sort(),
  ]);

const withoutOnce = (names, taken) => {
  const rest = [...taken];
  return names.filter((name) => {
    const place = rest.indexOf(name);
    if (place >= 0) rest.splice(place, 1);
    return place < 0;
  });
};

export const watchTraces = () => {
  let before = { surroundings: '', open: [] };
  // Children and threads may go on without holding a process open: only its end shows that none does.
  let children = 0;
  const threads = new Set();
  subscribe('child_process', () => {
    children += 1;
  });
  subscribe('worker_threads', ({ worker }) => {
    threads.add(worker);
    worker.once('exit', () => threads.delete(worker));
  });
  return {
    begin() {
      before = { surroundings: surroundings(), open: process.getActiveResourcesInfo() };
    },
    async areGone() {
      // What was closed is gone some turns later.
      const stillOpen = () => withoutOnce(process.getActiveResourcesInfo(), before.open).length > 0;
      for (let turns = 0; turns < 2 || (turns < mostTurns && stillOpen()); turns += 1) await nextTurn();
      return (
        children === 0 &&
        threads.size === 0 &&
        !stillOpen() &&
        surroundings() === before.surroundings &&
        process.memoryUsage.rss() < mostMemory
      );
    },
  };
};

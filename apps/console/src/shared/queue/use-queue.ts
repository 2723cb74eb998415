import { useCallback, useEffect, useState } from 'react';

export interface QueueItem {
  readonly id: string;
  readonly title: string;
  /** A word of what it is about. */
  readonly matter: string;
  readonly about: string;
}

export interface QueueState {
  /** As they were when the queue was opened: what colleagues take meanwhile does not move under one's hands. */
  readonly items: readonly QueueItem[];
  readonly currentId: string | null;
  readonly done: ReadonlySet<string>;
  /** Those to which the reader has done his part, and which still wait for others. */
  readonly partly: ReadonlySet<string>;
  choose(id: string): void;
  move(by: 1 | -1): void;
  /** Marks one as decided, or his part of it as done, and goes to the next that waits for him. */
  decided(id: string, isOver: boolean): void;
  /** Takes the list as it is now. */
  renew(): void;
}

/** Alt with an arrow moves; never a letter alone, which typing would press. */
const useKeys = (move: (by: 1 | -1) => void): void => {
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (!event.altKey || event.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [move]);
};

export const useQueue = (fetched: readonly QueueItem[] | undefined): QueueState => {
  const [frozen, setFrozen] = useState<readonly QueueItem[] | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [partly, setPartly] = useState<ReadonlySet<string>>(new Set());
  if (frozen === null && fetched !== undefined) setFrozen(fetched);
  const items = frozen ?? [];
  const currentId = chosen ?? items.find(({ id }) => !done.has(id) && !partly.has(id))?.id ?? null;
  const move = useCallback(
    (by: 1 | -1) => {
      const place = items.findIndex(({ id }) => id === currentId);
      setChosen(items[place + by]?.id ?? currentId);
    },
    [items, currentId],
  );
  useKeys(move);
  return {
    items,
    currentId,
    done,
    partly,
    choose: setChosen,
    move,
    decided: (id, isOver) => {
      const after = new Set([...(isOver ? done : partly), id]);
      const left = isOver ? partly : done;
      const place = items.findIndex((each) => each.id === id);
      const next = [...items.slice(place), ...items.slice(0, place)].find((each) => !after.has(each.id) && !left.has(each.id));
      (isOver ? setDone : setPartly)(after);
      setChosen(next?.id ?? null);
    },
    renew: () => {
      setFrozen(null);
      setChosen(null);
      setDone(new Set());
      setPartly(new Set());
    },
  };
};

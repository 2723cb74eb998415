import { useState } from 'react';

/** Ids that are chosen, `at first` some of them; how one is put in or out, and how all are put out. */
export const useToggled = (
  atFirst: () => readonly string[] = () => [],
): readonly [ReadonlySet<string>, (id: string) => void, () => void] => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(atFirst()));
  return [
    chosen,
    (id) =>
      setChosen((before) => (before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id]))),
    () => setChosen(new Set()),
  ];
};

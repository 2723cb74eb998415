import { type Freshness, keepFresh } from '@daqidi/app-kit';
import { useEffect, useState } from 'preact/hooks';
import { useScene } from './tools.js';

/** Asks again when this appeal of whoever is signed in changed, or any where none is named; answers how fresh what is shown is. */
export const useUpdates = (again: () => void, id?: string): Freshness => {
  const { person, chance } = useScene().tools;
  const [state, become] = useState<Freshness>('live');
  useEffect(() => {
    if (person() === null) return;
    return keepFresh(document, {
      chance,
      token: () => person()?.token ?? null,
      refetch: (cases) => {
        if (cases === null || id === undefined || cases.has(id)) again();
      },
      become,
    }).stop;
  }, [person, chance, again, id]);
  return state;
};

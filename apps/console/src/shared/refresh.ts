import { useQueryClient } from '@tanstack/react-query';

/** Copies lag by a moment: what a command did is looked for at once, and once more. */
const lag = 1_200;

/** Marks all that is shown stale. */
export const useRefresh = (): (() => void) => {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries();
    setTimeout(() => void queries.invalidateQueries(), lag);
  };
};

import { useSearchParams } from 'react-router';

/** Filters of a list, kept in the address: what they are, and how one of them is changed, which leads to the first page again. */
export interface Filtering {
  readonly search: URLSearchParams;
  set(name: string, value: string | undefined): void;
}

export const useFilters = (): Filtering & { clear(): void } => {
  const [search, setSearch] = useSearchParams();
  return {
    search,
    set: (name, value) =>
      setSearch((before) => {
        const next = new URLSearchParams(before);
        next.delete('after');
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      }),
    clear: () => setSearch({}),
  };
};

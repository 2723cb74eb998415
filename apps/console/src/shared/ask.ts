import { type Answered, Refusal } from '@daqidi/app-kit';
import type { TypedOperation } from '@daqidi/schemas/operations';
import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useSession, useTools } from './tools.js';

const mayPass = (error: Error): boolean => error instanceof Refusal && (error.code === 'OFFLINE' || error.code === 'UNAVAILABLE');

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && mayPass(error),
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });

interface Asking<Answer> {
  readonly enabled?: boolean;
  /** Milliseconds until it is asked anew, by what was answered last; false where it is not. */
  refetchInterval?(answer: Answer | undefined): number | false;
}

/** What the platform answers to whoever is signed in; the page before stays while the next one is fetched. */
export const useAsk = <Answer, Variables>(
  operation: TypedOperation<Answer, Variables>,
  variables: Variables,
  { enabled = true, refetchInterval }: Asking<Answer> = {},
): UseQueryResult<Answered<Answer>> => {
  const { client } = useTools();
  const session = useSession();
  return useQuery({
    queryKey: [operation.name, session?.personId ?? null, variables],
    queryFn: () => client.ask(operation, variables),
    enabled,
    refetchInterval: ({ state }) => refetchInterval?.(state.data?.data) ?? false,
    placeholderData: keepPreviousData,
  });
};

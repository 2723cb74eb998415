import { type ContextSigner, contextHeader, correlationHeader } from '@daqidi/identity';
import type { Clock } from '@daqidi/runtime';
import type { Subgraph } from '@daqidi/subgraph';
import { isInputObjectType } from 'graphql';

/** What became of something asked for: `code` is null where it was done. */
export interface Answer {
  readonly code: string | null;
  readonly rule?: string;
  readonly field?: string;
  readonly data: unknown;
}

/** A person at work: everything goes through the service's own subgraph, under the posts that the directory gives him now. */
export interface Someone {
  readonly name: string;
  /**
   * A mutation by its name. `requestId` and `expectedVersion` are filled in where the input leaves them out; `answer` is asked of it
   * besides its position, in place of the world's own.
   */
  does(mutation: string, input: Readonly<Record<string, unknown>>, answer?: string): Promise<Answer>;
  asks(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
}

export interface SomeoneDeps {
  readonly subgraph: Subgraph;
  readonly signer: ContextSigner;
  readonly clock: Clock;
  /** What a mutation answers with besides its position. */
  readonly selection: string;
  readonly nextRequestId: () => string;
  readonly versionOf: (input: Readonly<Record<string, unknown>>) => Promise<number>;
  readonly settled: () => Promise<void>;
}

const capitalised = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

export const createSomeone =
  ({ subgraph, signer, clock, selection, nextRequestId, versionOf, settled }: SomeoneDeps) =>
  (sub: string, kind: 'PETITIONER' | 'OFFICER' | 'MACHINE' | 'ANONYMOUS', signedInAt?: number): Someone => {
    const asks: Someone['asks'] = async (query, variables = {}) => {
      const headers = {
        [contextHeader]: await signer.sign({ sub, kind, authTime: Math.floor((signedInAt ?? clock.now()) / 1_000) }),
        [correlationHeader]: 'test',
      };
      const { data, errors } = await subgraph.execute({ query, variables, headers });
      const { code = null, rule, field } = (errors?.[0]?.extensions ?? {}) as Partial<Answer>;
      return { code, ...(rule === undefined ? {} : { rule }), ...(field === undefined ? {} : { field }), data: data ?? null };
    };
    const wantsVersion = (mutation: string): boolean => {
      const type = subgraph.schema.getType(`${capitalised(mutation)}Input`);
      return isInputObjectType(type) && type.getFields()['expectedVersion'] !== undefined;
    };
    return {
      name: sub,
      asks,
      does: async (mutation, given, answer = selection) => {
        const expectedVersion = wantsVersion(mutation) ? { expectedVersion: await versionOf(given) } : {};
        const input = { requestId: nextRequestId(), ...expectedVersion, ...given };
        const query = `mutation($input: ${capitalised(mutation)}Input!) { ${mutation}(input: $input) { ${answer} position } }`;
        const { data, ...rest } = await asks(query, { input });
        await settled();
        return { ...rest, data: (data as Readonly<Record<string, unknown>> | null)?.[mutation] ?? null };
      },
    };
  };

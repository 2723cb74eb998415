import { type Principal, scopeOf } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import type { Command } from './command.js';
import type { Caller, CommandInput } from './command-call.js';
import type { ServiceTools } from './tools.js';

export interface MayBringCode extends CommandInput {
  readonly queryCode?: string | null;
}

/** What whoever shows the petitioner's code may do as well. */
export interface CommandByCode<Tools, Input, Document> extends Command<Tools, Input, Document> {
  readonly byCode: true;
}

/** Whoever has shown the query code of one case acts as its petitioner. */
export const asPetitioner = ({ rules }: Pick<ServiceTools, 'rules'>, caller: Caller, person: string): Caller => {
  const principal: Principal = { person, kind: 'PETITIONER', posts: [], standing: [] };
  return { ...caller, principal, scope: scopeOf(rules, principal) };
};

/**
 * Makes `byCodeToo(command)`: the same command for whoever is not signed in and brings the query code of the one case that it names: he acts as
 * its petitioner, in this command and nowhere else. `petitionerOf` answers who that is, and null where the code is not his or there is no
 * such case: a wrong code looks like no case. UNAUTHENTICATED without a code.
 */
export const byCodeOf =
  <Tools extends ServiceTools, Names>(petitionerOf: (tools: Tools, input: Names & MayBringCode) => Promise<string | null>) =>
  <Input extends Names & MayBringCode, Document>(
    command: Command<Tools, Input, Document>,
  ): CommandByCode<Tools, Input, Document> => ({
    ...command,
    byCode: true,
    run: async (tools, caller, input) => {
      if (caller.principal.kind !== 'ANONYMOUS') return command.run(tools, caller, input);
      if (!input.queryCode) throw new DaqidiError('UNAUTHENTICATED');
      const person = await petitionerOf(tools, input);
      if (person === null) throw new DaqidiError('NOT_FOUND');
      return command.run(tools, asPetitioner(tools, caller, person), input);
    },
  });

import { type Principal, scopeOf } from '@daqidi/identity';
import { DaqidiError } from '@daqidi/runtime';
import type { Command } from './command.js';
import type { Caller, CommandInput } from './command-call.js';
import type { ServiceTools } from './tools.js';

/** Of a command that names one case. */
export interface MayBringCode extends CommandInput {
  readonly appealId: string;
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
 * its petitioner, in this command and nowhere else. `opened` answers who that is, and null where the code is nobody's or there is no
 * such case: a wrong code looks like no case. UNAUTHENTICATED without a code.
 */
export const byCodeOf =
  <Tools extends ServiceTools>(
    opened: (tools: Tools, appealId: string, queryCode: string) => Promise<{ readonly person: string } | null>,
  ) =>
  <Input extends MayBringCode, Document>(command: Command<Tools, Input, Document>): CommandByCode<Tools, Input, Document> => ({
    ...command,
    byCode: true,
    run: async (tools, caller, input) => {
      if (caller.principal.kind !== 'ANONYMOUS') return command.run(tools, caller, input);
      if (!input.queryCode) throw new DaqidiError('UNAUTHENTICATED');
      const shown = await opened(tools, input.appealId, input.queryCode);
      if (shown === null) throw new DaqidiError('NOT_FOUND');
      return command.run(tools, asPetitioner(tools, caller, shown.person), input);
    },
  });

import { personKey } from '@daqidi/identity';
import { type Caller, type Command, type CommandInput, commandsOn, creationsOf } from '@daqidi/service';
import type { Tools } from './tools.js';

const aggregates = ({ model }: Tools) => model.exports;

/** A command on an export: about no case, so nobody is in conflict with it. */
export const exportCommand = commandsOn({
  aggregates,
  id: ({ exportId }: { readonly exportId: string }) => exportId,
  subject: () => ({ regionPath: [], units: [], persons: [] }),
  recused: () => [],
});

/** A command that asks for one. */
export const exportCreation = creationsOf({ aggregates, kind: 'export' });

/** What somebody in office has as this person, whatever his posts: his own exports. */
export const ownScope = (person: string) => ({ sees: [personKey(person)], is: [] });

/** The command as its caller does it with what is his own. */
export const onOwn = <Input extends CommandInput, Document>(
  command: Command<Tools, Input, Document>,
): Command<Tools, Input, Document> => ({
  ...command,
  run: (tools, caller: Caller, input) => command.run(tools, { ...caller, scope: ownScope(caller.principal.person) }, input),
});

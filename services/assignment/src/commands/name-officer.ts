import type { TextReference } from '@daqidi/schemas';
import { type Command, text } from '@daqidi/service';
import type { AggregateDocument } from '@daqidi/store';
import type { OfficerEvent, OfficerState } from '../domain/officers.js';
import type { NameOfficerInput } from '../generated/schema.js';
import { officerCommand, officerCreation } from '../shared/directory-commands.js';
import type { Tools } from '../tools.js';

interface Named {
  readonly id: string;
  readonly texts: { readonly name: TextReference; readonly reason: TextReference };
}

const spec = {
  rule: 'directory.state',
  texts: { name: text(1, 50), reason: text(2, 1_000) },
  decide: ({ id, texts }: Named): readonly OfficerEvent[] => [{ type: 'OfficerNamed', v: 1, data: { officerId: id, ...texts } }],
} as const;

const first = officerCreation<NameOfficerInput, 'name' | 'reason'>(spec);
const again = officerCommand<NameOfficerInput, 'name' | 'reason'>(spec);

/** Whether the office has named him before or not. */
export const nameOfficer: Command<Tools, NameOfficerInput, AggregateDocument<OfficerState, null>> = {
  rule: spec.rule,
  run: async (tools, caller, input) => {
    const known = await tools.model.namedOfficers.collection.byId(input.officerId);
    return (known === null ? first : again).run(tools, caller, input);
  },
};

import type { TextReference } from '@daqidi/schemas';
import { text } from '@daqidi/service';
import type { OfficerEvent } from '../domain/officers.js';
import type { NameOfficerInput } from '../generated/schema.js';
import { firstOrAgain, officerCommand, officerCreation } from '../shared/directory-commands.js';

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
export const nameOfficer = firstOrAgain({
  first,
  again,
  isThere: async ({ model }, { officerId }) => (await model.namedOfficers.collection.byId(officerId)) !== null,
});

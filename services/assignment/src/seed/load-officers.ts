import type { CommandCall } from '@daqidi/store';
import type { Tools } from '../tools.js';
import type { OfficerSeed } from './district-seed.js';
import { fileCommand, operator, requestOf } from './file-command.js';

type Given = Pick<Tools, 'model' | 'store'>;

/** Officers whom a file names otherwise than it ever did. */
export const renamedOfficers = async (
  { model, store }: Given,
  officers: readonly OfficerSeed[],
): Promise<readonly OfficerSeed[]> => {
  const begun = new Map((await model.officers.byIds(officers.map(({ id }) => id))).map(({ _id, name }) => [_id, name]));
  const renamed: OfficerSeed[] = [];
  for (const officer of officers) {
    if (begun.get(officer.id) === officer.name) continue;
    const stream = model.namedOfficers.streamOf(officer.id);
    if ((await store.archive.byRequest(stream, operator, requestOf(officer))) === null) renamed.push(officer);
  }
  return renamed;
};

/** Names an officer as the file does. */
export const renameOfficer = async ({ model, store }: Given, officer: OfficerSeed): Promise<void> => {
  const { id: officerId, name } = officer;
  const draft = store.vault.draft(`${requestOf(officer)}:name`, name);
  const { call, reason } = fileCommand(store, officerId, officer, [draft]);
  const events = () => [{ type: 'OfficerNamed', v: 1, data: { officerId, name: draft.reference(), reason: reason() } } as const];
  const known = await model.namedOfficers.collection.byId(officerId);
  await (known === null
    ? model.namedOfficers.create(officerId, call as CommandCall<never>, events)
    : model.namedOfficers.execute(officerId, call as CommandCall<never>, events));
};

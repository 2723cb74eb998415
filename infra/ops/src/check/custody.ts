import type { Service } from '@daqidi/service';
import { type Finding, pagesOf } from '@daqidi/store';

interface Aggregate {
  readonly _id: string;
  readonly seq: number;
  readonly state: { readonly stage?: string; readonly holderUnitId?: string | null };
}

const aggregatesOf = async ({ store }: Service, name: string): Promise<ReadonlyMap<string, Aggregate>> => {
  const found = new Map<string, Aggregate>();
  const model = store.archive.collection.model.db.models[name];
  if (model === undefined) return found;
  for await (const page of pagesOf<Aggregate>(model)) for (const each of page) if (each.seq > 0) found.set(each._id, each);
  return found;
};

/**
 * Every appeal is somewhere, and in one place only: what intake took in triage has accepted, what triage assessed assignment has
 * opened, nothing else; and what is opened has its one holder, the letters office until a unit is named. The rest may only be on its
 * way.
 */
export const checkCustody = async (services: {
  readonly intake: Service;
  readonly triage: Service;
  readonly assignment: Service;
}): Promise<readonly Finding[]> => {
  const [appeals, cases, entries] = await Promise.all([
    aggregatesOf(services.intake, 'appeal'),
    aggregatesOf(services.triage, 'case'),
    aggregatesOf(services.assignment, 'entry'),
  ]);
  const findings: Finding[] = [];
  const find = (id: string, problem: Finding['problem'], detail: string): void =>
    void findings.push({ about: `appeal:${id}`, problem, detail });
  for (const id of appeals.keys()) if (!cases.has(id)) find(id, 'BEHIND', 'triage has not accepted it yet');
  for (const [id, { state }] of cases) {
    if (!appeals.has(id)) find(id, 'CUSTODY', 'triage has it, but intake never took it in');
    const assessed = state.stage === 'ASSESSED';
    if (assessed && !entries.has(id)) find(id, 'BEHIND', 'assignment has not opened it yet');
    if (!assessed && entries.has(id)) find(id, 'CUSTODY', 'triage and assignment both have it');
  }
  for (const [id, { state }] of entries) {
    if (!cases.has(id)) find(id, 'CUSTODY', 'assignment has it, but triage never had');
    const holder = state.holderUnitId ?? null;
    if (((state.stage ?? 'NONE') !== 'NONE') !== (holder !== null))
      find(id, 'CUSTODY', `at ${state.stage} its holder is ${holder ?? 'nobody'}`);
  }
  return findings;
};

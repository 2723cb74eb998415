import type { Person } from '@daqidi/standalone';
import type { EmbeddedWorld } from './embedded-world.js';
import { mutationNamed } from './mutation.js';
import type { RawAnswer } from './settling-world.js';

interface Action {
  readonly name: string;
  readonly expectedVersion: number | null;
}

interface Seen {
  readonly stage: string;
  readonly triage: { readonly stage: string; readonly actions: readonly Action[] } | null;
  readonly ledgerEntry: {
    readonly stage: string;
    readonly actions: readonly Action[];
    readonly result: { readonly digest: string } | null;
    readonly slots: readonly { readonly form: string | null }[];
  } | null;
  readonly supervision: {
    readonly dual: { readonly tracks: readonly { readonly name: string; readonly actions: readonly Action[] }[] } | null;
    readonly orders: readonly { readonly id: string; readonly actions: readonly Action[] }[];
  } | null;
}

const actions = 'actions { name expectedVersion }';
const query = `query($id: ID!) { appeal(id: $id) {
  stage triage { stage ${actions} } ledgerEntry { stage ${actions} result { digest } slots { form } }
  supervision { dual { tracks { name ${actions} } } orders { id ${actions} } }
} }`;

/** What is offered, and what the document shows that its input names. */
interface Offered extends Action {
  readonly facts: Readonly<Record<string, unknown>>;
}

const offeredIn = (seen: Seen): readonly Offered[] => {
  const from = (offered: readonly Action[] | undefined, facts: object = {}): readonly Offered[] =>
    (offered ?? []).map((action) => ({ ...action, facts: { ...facts } }));
  const { triage, ledgerEntry: entry, supervision: watched } = seen;
  return [
    ...from(triage?.actions),
    ...from(entry?.actions, { digest: entry?.result?.digest }),
    ...(watched?.dual?.tracks ?? []).flatMap(({ name: track, actions: offered }) => from(offered, { track })),
    ...(watched?.orders ?? []).flatMap(({ id: orderId, actions: offered }) => from(offered, { orderId })),
  ];
};

/** A matter that is played to its end by whoever is offered its next step. */
export interface Matter {
  readonly id: string;
  readonly category: 'COMPLAINT' | 'SUGGESTION';
  readonly level: 'VILLAGE' | 'TOWNSHIP' | 'DISTRICT';
  /** Which units a panel proposes and an office names: the first that is not refused, and another the next time. */
  readonly units: string[];
}

const text = '已现场核实,情况属实。';

/** By the mutation that moves a case on: what it names besides the version. What is not here moves none. */
const inputs: Readonly<Record<string, (matter: Matter) => readonly Readonly<Record<string, unknown>>[]>> = {
  passScreening: () => [{}],
  recordOpinion: () => [{ reasonableness: 'REASONABLE', text }],
  assessAppeal: ({ category, level, units }) =>
    units.map((proposedUnitId) => ({
      reasonableness: 'REASONABLE',
      category,
      level,
      proposedUnitId,
      subject: '城乡建设/城市建设和市政管理',
      grade: 'D2',
    })),
  assignEntry: ({ units }) => units.map((unitId) => ({ unitId })),
  acceptEntry: () => [{}],
  proposeResult: ({ category }) => [{ outcome: category === 'COMPLAINT' ? 'SUBSTANTIATED' : 'ADOPTED', text }],
  confirmResult: () => [{ satisfaction: 'SATISFIED' }],
  fillPetitionerSlot: () => [{ form: 'ANONYMOUS_NOTICE' }],
  countersign: () => [{}],
  takeTrack: () => [{}],
  concludeTrack: () => [{ finding: 'SUBSTANTIATED', text }],
  answerOrder: () => [{ text }],
  concludeOrder: () => [{}],
};

const unversioned = new Set(['recordOpinion']);
const ofOrder = new Set(['answerOrder', 'concludeOrder']);

/** Where a case stands: the step that it waits for next. */
export const stations = [
  'SCREENING',
  'ASSESSING',
  'ASSIGNING',
  'ASSIGNED',
  'HANDLING',
  'SIGNING_OFF 1',
  'SIGNING_OFF 2',
  'SIGNING_OFF 3',
] as const;
export type Station = (typeof stations)[number] | 'CLOSED';

const stationOf = ({ stage, triage, ledgerEntry: entry }: Seen): string => {
  if (stage === 'CLOSED') return 'CLOSED';
  if (entry === null) return triage?.stage ?? stage;
  const signed = entry.slots.filter(({ form }) => form !== null).length;
  return entry.stage === 'SIGNING_OFF' ? `SIGNING_OFF ${signed}` : entry.stage;
};

const placeOf = (station: string): number => [...stations, 'SEALING', 'CLOSED'].indexOf(station as Station);

/** Plays with these people, asked in their order, whoever did the last step first. */
export const createPlayByActions = (world: EmbeddedWorld, people: readonly Person[]) => {
  let asked = [...people];
  let requests = 0;

  const see = async (person: Person, id: string): Promise<Seen | null> =>
    ((await world.raw(person, query, { id })).data?.appeal ?? null) as Seen | null;

  const refusalIn = ({ errors }: RawAnswer): string | null =>
    errors?.[0] === undefined ? null : `${errors[0].extensions?.code} ${errors[0].extensions?.rule ?? ''}`.trim();

  /** Its refusals; null where it was done. */
  const does = async (person: Person, matter: Matter, offer: Offered): Promise<readonly string[] | null> => {
    const { name, expectedVersion, facts } = offer;
    const refusals: string[] = [];
    for (const each of inputs[name]?.(matter) ?? []) {
      requests += 1;
      const about = ofOrder.has(name) ? {} : { appealId: matter.id };
      const version = unversioned.has(name) ? {} : { expectedVersion };
      const input = { requestId: `by-actions-${requests}`, ...about, ...version, ...each };
      const named = Object.fromEntries(Object.entries(facts).filter(([fact]) => namesOf[name]?.includes(fact)));
      const refusal = refusalIn(await world.raw(person, mutationNamed(name), { input: { ...input, ...named } }));
      await world.settled();
      if (refusal === null) {
        matter.units.push(...matter.units.splice(0, 1));
        return null;
      }
      refusals.push(`${person.sub} ${name}: ${refusal}`);
    }
    return refusals;
  };

  /** Whether somebody did something that moves it on; else who was refused what. */
  const step = async (matter: Matter): Promise<readonly string[] | null> => {
    const refusals: string[] = [];
    for (const person of asked) {
      const seen = await see(person, matter.id);
      for (const offer of seen === null ? [] : offeredIn(seen)) {
        if (inputs[offer.name] === undefined) continue;
        const refused = await does(person, matter, offer);
        refusals.push(...(refused ?? []));
        if (refused !== null) continue;
        asked = [person, ...asked.filter((other) => other !== person)];
        return null;
      }
    }
    return refusals;
  };

  const whereIs = async (id: string): Promise<string> => {
    for (const person of asked) {
      const seen = await see(person, id);
      if (seen !== null) return stationOf(seen);
    }
    return 'NOBODY SEES IT';
  };

  return {
    /** On until it stands there, or beyond; what is in the way where nobody is offered the next step, else null. */
    until: async (matter: Matter, station: Station): Promise<string | null> => {
      for (let steps = 0; steps < 60; steps += 1) {
        const at = await whereIs(matter.id);
        if (placeOf(at) >= placeOf(station)) return null;
        const refused = await step(matter);
        if (refused !== null) return `${at}: nobody is offered the next step; refused: ${refused.slice(0, 6).join('; ')}`;
      }
      return 'sixty steps, and no end';
    },
  };
};

/** What of the document an input names. */
const namesOf: Readonly<Record<string, readonly string[]>> = {
  confirmResult: ['digest'],
  fillPetitionerSlot: ['digest'],
  countersign: ['digest'],
  takeTrack: ['track'],
  concludeTrack: ['track'],
  answerOrder: ['orderId'],
  concludeOrder: ['orderId'],
};

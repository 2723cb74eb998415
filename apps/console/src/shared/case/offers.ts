import type { MutationForm } from '@daqidi/schemas/operations';
import * as operations from '@daqidi/schemas/operations';
import type { InputOperation } from '../form/input-operation.js';
import type { Case, Order } from './case.js';

/** What a document says that its reader may do now. */
export type Action = Case['actions'][number];

/** An action that a page offers. */
export interface Offer {
  /** Of one page. */
  readonly key: string;
  readonly form: MutationForm;
  readonly operation: InputOperation<unknown>;
  /** What the page knows of its input. */
  readonly known: Readonly<Record<string, unknown>>;
  readonly isFirst: boolean;
  /** The field of the input whose items it is one of, where the mutation is for many. */
  readonly among?: string | undefined;
}

/** What a page puts first: the step that the stage waits for. Its looks, and no rule. */
const first: ReadonlySet<string> = new Set([
  'decideDeskAnswers',
  'passScreening',
  'recordOpinion',
  'assessAppeal',
  'assignEntry',
  'acceptEntry',
  'proposeResult',
  'countersign',
  'fillPetitionerSlot',
  'decideContest',
  'decideObjection',
  'decideExtension',
  'decidePause',
  'decideReopening',
  'takeTrack',
]);

const all = operations as unknown as Readonly<Record<string, unknown>>;
const isForm = (thing: unknown): thing is MutationForm => typeof thing === 'object' && thing !== null && 'mutation' in thing;
const forms: ReadonlyMap<string, MutationForm> = new Map(
  Object.values(all)
    .filter(isForm)
    .map((form) => [form.mutation, form]),
);
const operationOf = ({ operation }: MutationForm) => all[`${operation}Document`] as InputOperation<unknown>;

const namesVersion = ({ fields }: Pick<MutationForm, 'fields'>): boolean => fields.some(({ name }) => name === 'expectedVersion');

/** Where the mutation is for many: the field that holds them. Each names the version of its own. */
const amongIn = ({ fields }: MutationForm) =>
  fields.find(({ list, fields: nested }) => list && nested !== undefined && namesVersion({ fields: nested }));

/** `facts`: what the page shows of the document, by the names of inputs; each form takes what it asks for. */
export const offersOf = (actions: readonly Action[], facts: Readonly<Record<string, unknown>>, about = ''): readonly Offer[] =>
  actions.flatMap(({ name, expectedVersion }) => {
    const whole = forms.get(name);
    if (whole === undefined) return [];
    const among = amongIn(whole);
    const form = among === undefined ? whole : { ...whole, fields: among.fields ?? [] };
    const given = { ...facts, expectedVersion };
    const known = Object.fromEntries(
      Object.entries(given).filter(([field, value]) => value != null && form.fields.some(({ name: asked }) => asked === field)),
    );
    return [{ key: `${name} ${about}`, form, operation: operationOf(form), known, isFirst: first.has(name), among: among?.name }];
  });

/** What has a place of its own on the page. */
const elsewhere: ReadonlySet<string> = new Set(['viewPetitioner', 'openAttachment', 'countersignMany']);
const isElsewhere = ({ form }: Offer): boolean => elsewhere.has(form.mutation);

const offersOfTracks = (appealId: string, dual: NonNullable<NonNullable<Case['supervision']>['dual']>): readonly Offer[] => {
  const { asked, disagreement } = dual;
  return [
    ...dual.tracks.flatMap(({ name: track, actions }) => offersOf(actions, { appealId, track, digest: asked?.digest }, track)),
    ...offersOf(dual.actions, { appealId, about: disagreement?.about }),
  ];
};

/** What the reader is offered on this case, the step that it waits for first. */
export const offersOn = (it: Case): readonly Offer[] => {
  const { id: appealId, triage, ledgerEntry: entry, supervision, deskAnswer } = it;
  const offers = [
    ...offersOf(it.actions, { appealId, digest: deskAnswer?.digest }),
    ...(triage === null ? [] : offersOf(triage.actions, { appealId, digest: deskAnswer?.digest })),
    ...(entry === null ? [] : offersOf(entry.actions, { appealId, digest: entry.result?.digest })),
    ...(entry?.publication == null ? [] : offersOf(entry.publication.actions, { appealId })),
    ...(supervision?.oversight == null ? [] : offersOf(supervision.oversight.actions, { appealId })),
    ...(supervision?.dual == null ? [] : offersOfTracks(appealId, supervision.dual)),
    ...offersOf(it.conflictActions ?? [], { appealId }),
  ].filter((offer) => !isElsewhere(offer));
  return [...offers.filter(({ isFirst }) => isFirst), ...offers.filter(({ isFirst }) => !isFirst)];
};

/** Those of an entry of the knowledge base. */
export const knowledgeOffers = ({
  id,
  actions,
}: {
  readonly id: string;
  readonly actions: readonly Action[];
}): readonly Offer[] => offersOf(actions, { entryId: id });

/** Those of an order, which a case has several of. */
export const orderOffers = ({ id, actions }: Order): readonly Offer[] => offersOf(actions, { orderId: id });

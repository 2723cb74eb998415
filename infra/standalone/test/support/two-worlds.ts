import type { VirtualClock } from '@daqidi/runtime';
import {
  AcceptEntryDocument,
  AssessAppealDocument,
  AssignEntryDocument,
  ConcludeTrackDocument,
  ListCasesDocument,
  NoteTrackDocument,
  PassScreeningDocument,
  ProposeResultDocument,
  ReadComplaintDocument,
  RecordOpinionDocument,
  RequestMaterialDocument,
  SubmitAppealDocument,
  TakeTrackDocument,
  VersionsDocument,
  WholeAppealDocument,
} from '@daqidi/schemas/operations';
import { cast, demoPlace, officer, type Person, type World } from '@daqidi/standalone';
import { encodePosition } from '@daqidi/subgraph';
import { invariant } from '@daqidi/testing';
import { apiSchema } from './api-schema.js';
import { openEmbeddedWorld, smallSeed } from './embedded-world.js';
import { allFields, everyField } from './every-field.js';
import { normaliseInTime } from './normalise.js';
import type { RawAnswer } from './settling-world.js';

/** A platform whose clock can be moved, on any binding. */
export interface ComparableWorld extends World {
  readonly clock: VirtualClock;
  raw(person: Person, query: string, variables?: Record<string, unknown>): Promise<RawAnswer>;
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const { township, village } = demoPlace;
type Post = ReturnType<typeof smallSeed>['posts'][number];

/** Where those of the accused street office went, or will go, whose conflict follows them. */
const moves: readonly Post[] = [
  {
    personId: 'former-head',
    unitId: `u-${township}`,
    regionId: township,
    role: 'MAIN_LEADER',
    from: '2021-01-01',
    to: '2026-02-27',
  },
  { personId: 'former-head', unitId: 'u-letters', regionId: '511902', role: 'LETTERS_OFFICER', from: '2026-02-28', to: null },
  {
    personId: 'deputy-to-be-moved',
    unitId: `u-${township}`,
    regionId: township,
    role: 'HANDLER',
    from: '2021-01-01',
    to: '2026-03-31',
  },
  {
    personId: 'deputy-to-be-moved',
    unitId: 'u-discipline',
    regionId: '511902',
    role: 'DISCIPLINE_INSPECTOR',
    from: '2026-04-01',
    to: null,
  },
  {
    personId: 'auditor-to-be',
    unitId: `u-${village}`,
    regionId: village,
    role: 'VILLAGE_REVIEWER',
    from: '2026-01-01',
    to: '2026-03-02',
  },
  { personId: 'auditor-to-be', unitId: 'u-leading-group', regionId: '511902', role: 'AUDITOR', from: '2026-03-03', to: null },
].map((post, at) => ({ ...post, id: `post.moved-${at}`, office: null, acting: false }));

/** The small district, with people who come from the accused or will. */
const districtInMotion = () => {
  const seed = smallSeed();
  const officers = [...new Set(moves.map(({ personId }) => personId))].map((id) => ({ id, name: `调任者${id.length}` }));
  return { ...seed, posts: [...seed.posts, ...moves], officers: [...seed.officers, ...officers] };
};

/** Everybody of the accused street office and of the village committees under it, wherever they have gone since. */
const accused: readonly Person[] = [...new Set(moves.map(({ personId }) => personId))].map(officer).concat([
  cast.lettersReviewer,
  officer(`${township}.safety`),
  officer(`${township}.clerk`),
  cast.handler,
  cast.deputy,
  cast.head,
  cast.villageReviewer,
  officer(`${village}.head`),
  officer(`${village}-g1.worker`),
  // Whoever is nobody here must learn no more than the accused.
  { sub: 'petitioner-2', kind: 'PETITIONER' },
  { sub: 'anybody', kind: 'ANONYMOUS' },
  // Who signs in as a petitioner is only a person.
  { sub: 'former-head', kind: 'PETITIONER' },
]);

/** What is handed in; the hidden one is about the street office. */
const submit = async (world: ComparableWorld, requestId: string, accusedUnitIds: string[]) =>
  (
    await world.ask(cast.petitioner, SubmitAppealDocument, {
      input: { requestId, channel: 'WINDOW', regionId: village, text: '街道办事处工作人员推诿扯皮。', accusedUnitIds },
    })
  ).submitAppeal;

const look = async (world: ComparableWorld, id: string) => {
  const { appeal } = await world.ask(cast.inspector, VersionsDocument, { id });
  invariant(appeal !== null, 'oversight sees the restricted appeal');
  return appeal;
};

/** What happens in one of the worlds alone, one step a call; the appeal that it is about is known after the first. */
export interface Hidden {
  readonly id: () => string;
  readonly code: () => string;
  readonly steps: readonly (() => Promise<unknown>)[];
}

/** The restricted appeal's way through the district panel to a department. */
export const hiddenSteps = (world: ComparableWorld, handIn = () => submit(world, 'hidden-appeal', [`u-${township}`])): Hidden => {
  let id = '';
  let code = '';
  const triage = async () => ({ appealId: id, expectedVersion: (await look(world, id)).triage?.version ?? 0 });
  const ledger = async () => ({ appealId: id, expectedVersion: (await look(world, id)).ledgerEntry?.version ?? 0 });
  const handler = officer('urban-management.handler');
  const opinion = { reasonableness: 'REASONABLE', text: '应予查处。' } as const;
  return {
    id: () => id,
    code: () => code,
    steps: [
      async () => {
        const submitted = await handIn();
        id = submitted.appeal.id;
        code = submitted.receipt.unifiedCode;
      },
      async () =>
        world.ask(cast.lettersOfficer, PassScreeningDocument, { input: { requestId: 'hidden-pass', ...(await triage()) } }),
      async () => {
        for (const member of ['letters.officer-2', 'letters.officer-3']) {
          await world.ask(officer(member), RecordOpinionDocument, {
            input: { requestId: 'hidden-opinion', appealId: id, ...opinion },
          });
        }
        await world.ask(officer('letters.officer-2'), AssessAppealDocument, {
          input: {
            requestId: 'hidden-assess',
            ...(await triage()),
            reasonableness: 'REASONABLE',
            category: 'COMPLAINT',
            subject: '城乡建设/城市建设和市政管理',
            level: 'DISTRICT',
            grade: 'D3',
            proposedUnitId: 'u-urban-management',
          },
        });
      },
      async () => {
        const appealId = id;
        const dual = async () =>
          (await world.ask(cast.inspector, ReadComplaintDocument, { id: appealId })).appeal?.supervision?.dual?.version ?? 0;
        const track = { appealId, track: 'DISCIPLINE' } as const;
        await world.ask(cast.inspector, TakeTrackDocument, {
          input: { requestId: 'hidden-take', ...track, expectedVersion: await dual() },
        });
        await world.ask(cast.inspector, NoteTrackDocument, {
          input: { requestId: 'hidden-note', ...track, text: '已约谈知情人。' },
        });
        await world.ask(cast.inspector, RequestMaterialDocument, {
          input: { requestId: 'hidden-material', ...track, unitId: 'u-housing', text: '请提供路灯维护合同。' },
        });
        await world.ask(cast.inspector, ConcludeTrackDocument, {
          input: {
            requestId: 'hidden-conclude',
            ...track,
            expectedVersion: await dual(),
            finding: 'SUBSTANTIATED',
            text: '反映情况属实。',
          },
        });
      },
      async () => {
        const input = { requestId: 'hidden-assign', ...(await ledger()), unitId: 'u-urban-management' };
        await world.ask(cast.lettersOfficer, AssignEntryDocument, { input });
        await world.ask(handler, AcceptEntryDocument, { input: { requestId: 'hidden-accept', ...(await ledger()) } });
      },
      async () => world.passTime?.('2026-04-20T02:00:00.000Z'),
      async () =>
        world.ask(handler, ProposeResultDocument, {
          input: {
            requestId: 'hidden-result',
            ...(await ledger()),
            outcome: 'SUBSTANTIATED',
            text: '已约谈有关人员并整改到位。',
          },
        }),
    ],
  };
};

export interface Comparing {
  readonly turns?: number;
  readonly first?: number;
  readonly happens?: (world: ComparableWorld) => Hidden;
  /** Happens in both worlds before. */
  readonly before?: (world: ComparableWorld) => Promise<unknown>;
  /** Who is asked; the accused unless told. */
  readonly people?: readonly Person[];
}

/**
 * Rejects as soon as one of the accused gets another answer in the world with the appeal.
 * @param turns who is asked after each step: everybody, or by turns every second, third … of them, from the `first` on.
 */
export const compareWorlds = async (
  open: () => Promise<ComparableWorld> = () => openEmbeddedWorld({ district: districtInMotion() }),
  { turns = 1, first = 0, happens = hiddenSteps, before = async () => undefined, people = accused }: Comparing = {},
): Promise<void> => {
  const [without, within] = await Promise.all([open(), open()]);
  try {
    const schema = await apiSchema(within);
    const covered = new Set<string>();
    const worlds = [without, within];
    for (const world of worlds) world.clock.set('2026-03-02T03:00:00.000Z');
    const ordinary = await Promise.all(worlds.map((world) => submit(world, 'ordinary-appeal', [])));
    const ids = new Set(ordinary.map(({ appeal }) => appeal.id));
    await Promise.all(worlds.map(before));
    const hidden = happens(within);
    expect(ids.size, 'ids follow from the request, so both worlds can be asked for the same ones').toBe(1);

    for (const [number, step] of hidden.steps.entries()) {
      await step();
      // The same moment in both worlds, and everything due in it done.
      const now = within.clock.now();
      await without.passTime?.(new Date(now).toISOString());
      const { orders } = (await within.ask(cast.inspector, WholeAppealDocument, { id: hidden.id(), period: '2026-03' })).appeal
        ?.supervision ?? { orders: [] };
      const values = [
        {
          id: hidden.id(),
          appealId: hidden.id(),
          orderId: orders[0]?.id ?? 'none',
          unifiedCode: hidden.code(),
          period: '2026-03',
          first: 5,
          unitId: `u-${township}`,
        },
        { id: [...ids][0], first: 5, period: '2026-03', regionId: village, unitId: 'u-urban-management', stage: undefined },
        { id: orders[0]?.id ?? 'none', first: 5, period: '2026-04', filter: { unitId: 'u-urban-management' } },
      ];
      for (const person of people.filter((_, at) => (at + number + first) % Math.min(turns, people.length) === 0)) {
        for (const { name, query } of everyField(schema, values, covered)) {
          const moment = now + 1_000;
          const answers = await Promise.all(
            worlds.map(async (world) => {
              world.clock.set(moment);
              return normaliseInTime(await world.raw(person, query));
            }),
          );
          expect(answers[1], `step ${number}: ${person.sub} learns of the appeal from ${name}`).toStrictEqual(answers[0]);
        }
      }
      for (const world of worlds) await world.settled();
    }
    // A position token of the hidden case is as stale as one of a case that does not exist.
    const position = encodePosition({ stream: `triage:case:${hidden.id()}`, seq: 1 });
    for (const person of [cast.handler, cast.villageReviewer]) {
      for (const world of worlds) {
        const { cases } = await world.ask(person, ListCasesDocument, { first: 1, position });
        expect(cases.stale).toBe(true);
      }
    }
    const missing = allFields(schema).filter((field) => !covered.has(field));
    expect(missing, 'every field was asked for').toStrictEqual([]);
  } finally {
    await Promise.all([without.stop(), within.stop()]);
  }
};

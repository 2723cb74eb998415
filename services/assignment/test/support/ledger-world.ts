import { openServiceWorld, type ServiceWorld } from '@daqidi/service-testing';
import { createAssignment } from '../../src/index.js';
import type { Tools } from '../../src/tools.js';

export type LedgerWorld = ServiceWorld<Tools>;

export const openLedgerWorld = (): Promise<LedgerWorld> =>
  openServiceWorld({
    create: createAssignment,
    answer: 'ledgerEntry { id version stage }',
    about: { collection: 'entry', field: 'appealId' },
  });

/** The query code that the samples' petitioner got, as its commitment. */
export const queryCode = { code: 'ABCD-EFGH-JKMN-PQRS', commitment: 'salt:Tsg-CjDmNpsb8CplYTrQbQU9lcWgZzT-WQtly8fdjr0' };

/** An entry that the northern township holds and nobody has accepted yet. */
export const assigned = async (world: LedgerWorld, change: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, { queryCode: queryCode.commitment, ...change });
  await world.hears('triage', 'AppealAssessed', appealId);
  return appealId;
};

/** The same, in the hands of its handler. */
export const handled = async (world: LedgerWorld, change?: Readonly<Record<string, unknown>>): Promise<string> => {
  const appealId = await assigned(world, change);
  await world.officer('north-handler').does('acceptEntry', { appealId });
  return appealId;
};

/** The same, with a plan: it may take its time. */
export const planned = async (world: LedgerWorld, change?: Readonly<Record<string, unknown>>): Promise<string> => {
  const appealId = await handled(world, change);
  const steps = [{ text: '请供电公司勘查线路。', dueOn: '2026-03-04', officerId: 'north-handler' }];
  await world.officer('north-handler').does('statePlan', { appealId, steps });
  return appealId;
};

export const result = { outcome: 'SOLVED', text: '路灯已于当天修复并复查。' };

/** The same, with a result up for signing; answers the digest too. */
export const proposed = async (world: LedgerWorld, change?: Readonly<Record<string, unknown>>) => {
  const appealId = await handled(world, change);
  await world.officer('north-handler').does('proposeResult', { appealId, ...result });
  return { appealId, digest: await digestOf(world, appealId) };
};

export const digestOf = async (world: LedgerWorld, appealId: string): Promise<string> =>
  (await world.tools.model.entries.collection.byId(appealId))?.state.result?.digest ?? '';

export const stateOf = async (world: LedgerWorld, appealId: string) =>
  (await world.tools.model.entries.collection.byId(appealId))?.state;

/** The rows of an entry's history of one kind, the newest first. */
export const historyOf = (world: LedgerWorld, appealId: string, kind: string) =>
  world.tools.model.history.collection.find('newest', { where: { appealId, kind } });

export const typesSaid = (world: LedgerWorld, appealId: string): readonly string[] =>
  world.said(appealId).map(({ type }) => type);

/** All other services let the case be closed, as the last request asks them to. */
export const sealed = async (world: LedgerWorld, appealId: string): Promise<void> => {
  const state = await stateOf(world, appealId);
  const answer = { round: state?.round, number: state?.closingsAsked };
  await world.hears('intake', 'StreamsStated', appealId, answer);
  await world.hears('triage', 'StreamsStated', appealId, answer);
  await world.hears('supervision', 'StreamsStated', appealId, answer);
};

/** An entry that was closed with this outcome; `change` is of its verdict. */
export const closedEntry = async (
  world: LedgerWorld,
  given: {
    readonly change?: Readonly<Record<string, unknown>> | undefined;
    readonly outcome?: string | undefined;
    readonly submission?: object | undefined;
  } = {},
): Promise<string> => {
  const { change = {}, outcome = 'SOLVED', submission = {} } = given;
  const appealId = world.newAppeal();
  await world.hears('intake', 'AppealSubmitted', appealId, { ...submission });
  await world.hears('triage', 'AppealAssessed', appealId, { ...change });
  await world.officer('north-handler').does('acceptEntry', { appealId });
  await world.officer('north-handler').does('proposeResult', { appealId, ...result, outcome });
  const digest = await digestOf(world, appealId);
  await world.petitioner('zhang').does('confirmResult', { appealId, digest, satisfaction: 'SATISFIED' });
  await world.officer('north-deputy').does('countersign', { appealId, digest });
  if (change.category === 'COMPLAINT')
    for (const track of ['DISCIPLINE', 'LETTERS']) await world.hears('supervision', 'TrackConcluded', appealId, { track });
  expect(await world.officer('north-head').does('countersign', { appealId, digest })).toMatchObject({ code: null });
  await sealed(world, appealId);
  return appealId;
};

/** The event that closed the case. */
export const closingOf = (world: LedgerWorld, appealId: string) =>
  world.said(appealId).findLast(({ type }) => type === 'AppealClosed');

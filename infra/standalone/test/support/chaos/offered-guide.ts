import { dayInShanghai, dayLength } from '@daqidi/calendar';
import type { GraphQLSchema } from 'graphql';
import { getNamedType, isInputObjectType } from 'graphql';
import type { EmbeddedWorld } from '../embedded-world.js';
import { inputOf } from '../every-field.js';
import type { Case } from '../model/cases.js';
import { everybody, people, type Somebody, township } from '../model/people.js';
import { mutationNamed } from '../mutation.js';
import { type Offered, offeredTo } from '../offered.js';
import type { Guide } from './fuzz-guide.js';
import type { LegalCommand } from './kitchen.js';

type Said = Readonly<Record<string, unknown>>;

/** Where the case has to stand that it begins with: what the reference model could do with it there. */
interface Way {
  readonly from: string;
  /** Which of the cases that stand there. */
  readonly fits: (about: Case) => boolean;
  /** Whether it is possible only for some days: then other cases are tried. */
  readonly hasWindow?: true;
  /** What is done first, in order. */
  readonly after?: readonly string[];
  /** What its input says, where nothing by the type alone would do. */
  readonly says?: Said | ((who: Somebody, now: number) => Said);
}

const text = '已现场核实,情况属实,请依规办理。';
const isSecret = ({ restricted, review }: Case): boolean => restricted && review.stage === 'SCREENING' && review.joint === null;
const isOrdinary = ({ restricted }: Case): boolean => !restricted;
const isResolved = ({ entry }: Case): boolean => entry?.category === 'RESOLUTION';
const petitioners = everybody.filter(({ kind }) => kind === 'PETITIONER');
/** Its petitioner acts himself: whoever acts for another needs the query code that was given to him. */
const isOwn = ({ petitioner }: Case): boolean => petitioners.some(({ sub }) => sub === petitioner);
const isOwnSecret = (about: Case): boolean => isOwn(about) && isSecret(about);
const isOwnOrdinary = (about: Case): boolean => isOwn(about) && isOrdinary(about);
const isOwnResolved = (about: Case): boolean => isOwn(about) && isResolved(about);
const isStreets = ({ entry }: Case): boolean => entry?.line[0] === `u-${township}` && entry.category === 'RESOLUTION';
/** What its petitioner gave to be reached by is that of the first submission. */
const isKnown = (about: Case): boolean =>
  about.petitioner === people.petitioner.sub && about.petitionerKind === 'NAMED' && isOrdinary(about);
const isUnplanned = ({ entry }: Case): boolean => entry?.planned === false;

const unsure = { reason: text, setting: 'AFTER_VISIT' };
const split = { complaintText: '街道办事处工作人员收费不开票据。', ordinaryText: '楼前路灯坏了半个月,请修复。' };

/** Those who gave their opinion have all said otherwise. */
const minority = {
  ...{ reasonableness: 'UNREASONABLE', differingReason: text, category: 'RESOLUTION', grade: 'D2' },
  ...{ subject: '城乡建设/城市建设和市政管理', level: 'TOWNSHIP', proposedUnitId: `u-${township}` },
};
/** Until tomorrow, Asia/Shanghai. */
const pause = (_: Somebody, now: number): Said => ({
  ...{ pauseGround: 'APPRAISAL', reason: text },
  pauseUntil: dayInShanghai(now + dayLength),
});

/** Of the street office, in the district of whoever is guided. */
export const secondHandler = 'second-handler';

/** Mutations that the model does not know, and how they become possible. */
const ways: Readonly<Record<string, Way>> = {
  withdrawAppeal: { from: 'takeTrack', fits: isOwnSecret, says: unsure },
  callBackWithdrawal: { from: 'takeTrack', fits: isOwnSecret, after: ['withdrawAppeal'], says: { stands: true } },
  decideWithdrawalInReview: {
    from: 'takeTrack',
    fits: isOwnSecret,
    after: ['withdrawAppeal', 'callBackWithdrawal'],
    says: { accepts: true, reason: text },
  },
  decideWithdrawal: {
    from: 'recordProgress',
    fits: isOwnOrdinary,
    after: ['withdrawAppeal', 'callBackWithdrawal'],
    says: { accepts: true, reason: text },
  },
  splitAppeal: { from: 'takeTrack', fits: isSecret, says: split },
  decideSplit: { from: 'takeTrack', fits: isOwnSecret, after: ['splitAppeal'], says: { approves: true } },
  addAccused: { from: 'takeTrack', fits: isSecret, says: { unitIds: ['u-civil-affairs'] } },
  proposeJointDecision: {
    from: 'takeTrack',
    fits: isSecret,
    after: ['takeTrack'],
    says: { decision: 'END_SECRECY', reason: text },
  },
  requestMaterial: { from: 'takeTrack', fits: isSecret, after: ['takeTrack'], says: { unitId: 'u-market', text } },
  contestDismissal: { from: 'passScreening', fits: isOwnOrdinary, after: ['dismissAppeal'], says: { reason: text } },
  decideContest: {
    from: 'passScreening',
    fits: isOwnOrdinary,
    after: ['dismissAppeal', 'contestDismissal'],
    says: { upholds: true, explanation: text },
  },
  reportStepDone: { from: 'statePlan', fits: isUnplanned, after: ['statePlan'], says: { step: 1, report: text } },
  reportNotSolved: { from: 'evaluateAppeal', fits: isOwnResolved, says: { reason: text } },
  decideReopening: {
    from: 'evaluateAppeal',
    fits: isOwnResolved,
    after: ['reportNotSolved'],
    says: { reopens: true, reason: text },
  },
  objectToAssignment: { from: 'recordProgress', hasWindow: true, fits: isOrdinary, says: { reason: text } },
  decideObjection: {
    from: 'recordProgress',
    hasWindow: true,
    fits: isOrdinary,
    after: ['objectToAssignment'],
    says: { upholds: false, reason: text },
  },
  askExtension: { from: 'recordProgress', hasWindow: true, fits: isResolved, says: { days: 1, reason: text } },
  decideExtension: {
    from: 'recordProgress',
    hasWindow: true,
    fits: isResolved,
    after: ['askExtension'],
    says: { grants: true, reason: text },
  },
  askPause: { from: 'recordProgress', hasWindow: true, fits: isResolved, says: pause },
  decidePause: {
    from: 'recordProgress',
    hasWindow: true,
    fits: isResolved,
    after: ['askPause'],
    says: { grants: true, reason: text },
  },
  endPause: { from: 'recordProgress', hasWindow: true, fits: isResolved, after: ['askPause', 'decidePause'] },
  judgeReuse: { from: 'evaluateAppeal', fits: isResolved, says: { worth: true } },
  proposePublication: { from: 'evaluateAppeal', fits: isResolved, says: { text, namesOfficials: false } },
  checkPublication: { from: 'evaluateAppeal', fits: isResolved, after: ['proposePublication'], says: { agrees: true } },
  takeDownPublication: {
    from: 'evaluateAppeal',
    fits: isResolved,
    after: ['proposePublication', 'checkPublication', 'checkPublication'],
    says: { reason: text },
  },
  takeBack: { from: 'recordProgress', fits: isOwnOrdinary, after: ['withdrawAppeal'], says: { act: 'WITHDRAWAL' } },
  correctContact: { from: 'recordProgress', fits: isOwnOrdinary, says: { telephone: '13912345678' } },
  chooseNotices: { from: 'recordProgress', fits: isOwnOrdinary, says: { choice: 'NONE' } },
  remindPanel: { from: 'assessAppeal', fits: isOrdinary },
  tagAppeal: { from: 'recordProgress', fits: isOrdinary, says: { tags: ['SAFETY'] } },
  replaceQueryCode: { from: 'recordProgress', fits: isKnown, says: { telephone: '13900001234' } },
  nameHandler: { from: 'recordProgress', fits: isStreets, says: { handlerId: secondHandler } },
  approveVerdict: { from: 'assessAppeal', fits: isOrdinary, after: ['assessAppeal'] },
  refuseVerdict: { from: 'assessAppeal', fits: isOrdinary, after: ['assessAppeal'], says: { reason: text } },
  assessAppeal: { from: 'assessAppeal', fits: isOrdinary, says: minority },
  dismissAppeal: { from: 'passScreening', fits: isOrdinary, says: { ground: 'FALSE', explanation: text } },
  takeTrack: { from: 'takeTrack', fits: isSecret },
  statePlan: {
    from: 'statePlan',
    fits: isUnplanned,
    says: ({ sub }) => ({ steps: [{ text, dueOn: '2027-06-30', officerId: sub }] }),
  },
};

/** Those first who mostly are. */
const askers: readonly Somebody[] = [
  ...new Set<Somebody>([
    ...petitioners,
    ...[people.lettersOfficer, people.inspector, people.handler, people.deputy, people.clerk],
    ...[people.villageReviewer, people.letters, ...everybody],
  ]),
];

export interface OfferedGuide {
  readonly fields: readonly string[];
  /** A command of this mutation that somebody is offered, on a case that nobody else plays on. */
  legal(field: string): Promise<LegalCommand>;
}

/**
 * Leads to what the reference model does not know: the model brings a case to where it begins and lets go of it; from there on it goes by
 * what the case offers to people.
 */
export const createOfferedGuide = (world: EmbeddedWorld, schema: GraphQLSchema, guide: Guide): OfferedGuide => {
  let requests = 0;

  const inputFor = (who: Somebody, name: string, { expectedVersion, facts }: Offered): Said => {
    const says = ways[name]?.says;
    const type = getNamedType(schema.getMutationType()?.getFields()[name]?.args[0]?.type);
    if (!isInputObjectType(type)) throw new Error(`${name} takes no input`);
    const values = {
      text,
      reason: text,
      ...facts,
      ...(typeof says === 'function' ? says(who, world.clock.now()) : says),
      expectedVersion: expectedVersion ?? 0,
    };
    requests += 1;
    return inputOf(Object.values(type.getFields()), { ...values, requestId: `offered-${requests}` });
  };

  const offered = async (name: string, id: string): Promise<LegalCommand> => {
    for (const who of askers) {
      const offer = (await offeredTo(world, who, id)).find((each) => each.name === name);
      if (offer !== undefined) return { who, input: inputFor(who, name, offer) };
    }
    throw new Error(`nobody is offered ${name} on ${id}`);
  };

  const carryOut = async (name: string, id: string): Promise<void> => {
    const { who, input } = await offered(name, id);
    const answer = await world.raw(who, mutationNamed(name), { input });
    await world.settled();
    expect(answer.errors, `${who.sub} ${name}: ${JSON.stringify(answer.errors)}`).toBeUndefined();
  };

  const handedOver = async (way: Way): Promise<Case> => {
    for (let tries = 0; tries < 50; tries += 1) {
      const { about } = await guide.legal(way.from);
      if (about === null) break;
      guide.leave(about);
      if (way.fits(about)) return about;
    }
    throw new Error(`no case that fits came to where ${way.from} is legal`);
  };

  return {
    fields: Object.keys(ways).filter((name) => !['dismissAppeal', 'takeTrack', 'statePlan', 'assessAppeal'].includes(name)),
    legal: async (field) => {
      const way = ways[field];
      if (way === undefined) throw new Error(`nothing is known of ${field}`);
      // What has a window of its own may have passed on one case and not on the next.
      for (let left = way.hasWindow ? 10 : 1; ; left -= 1) {
        const about = await handedOver(way);
        try {
          for (const name of way.after ?? []) await carryOut(name, about.id);
          return await offered(field, about.id);
        } catch (error) {
          if (left === 1) throw error;
        }
      }
    },
  };
};

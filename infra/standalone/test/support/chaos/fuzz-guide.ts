import type { EmbeddedWorld } from '../embedded-world.js';
import { mutationOf, told } from '../model/answers.js';
import { type Case, type Model, type Order, turnOf } from '../model/cases.js';
import { apply, pass } from '../model/effects.js';
import { type Command, documentOf, judge } from '../model/law.js';
import { isQuiet } from '../model/plans.js';
import { orderIdOf } from '../model/play.js';
import { nextSteps, submission } from '../model/steps.js';
import { tell } from '../model/tell.js';
import type { RawAnswer } from '../settling-world.js';

export interface GuideOptions {
  readonly below: (bound: number) => number;
  /** The day in Asia/Shanghai. */
  readonly day: string;
  /** Sends a command and resolves when its effects are there. */
  send(command: Command): Promise<RawAnswer>;
  orderId(about: Case | null, order: Order | undefined): Promise<string>;
  /** Moves time on by so many days. */
  wait(days: number): Promise<void>;
}

/** Knows what is legal now, from the reference model, and plays cases on to where something becomes legal. */
export interface Guide {
  /** A command of this mutation that has to be accepted now; on a case of the guide's own. */
  legal(field: string): Promise<Command>;
  /** To be told of what was accepted. */
  accepted(command: Command, answer: RawAnswer): void;
  /** Knows nothing of this case any more: somebody else plays on with it. */
  leave(about: Case): void;
  readonly cases: readonly Case[];
}

/** How far a case has come, and where each mutation has its place. */
const placeOf = ({ review, entry, evaluated }: Case): number => {
  if (review.stage === 'DISMISSED' || evaluated !== null) return 9;
  if (entry === null) return review.stage === 'SCREENING' ? 0 : 1;
  if (entry.stage === 'SIGNING_OFF') return turnOf(entry) === 'PETITIONER' ? 5 : 6;
  return { ASSIGNING: 2, ASSIGNED: 3, HANDLING: 4, CLOSED: 7 }[entry.stage];
};
const placeFor: Readonly<Record<string, number>> = {
  recordOpinion: 1,
  assessAppeal: 1,
  assignEntry: 2,
  acceptEntry: 3,
  statePlan: 4,
  recordProgress: 4,
  viewPetitioner: 4,
  proposeResult: 4,
  confirmResult: 5,
  fillPetitionerSlot: 5,
  recordContactAttempt: 5,
  refuseResult: 5,
  countersign: 6,
  evaluateAppeal: 7,
};
const ofOrders = new Set(['answerOrder', 'concludeOrder']);
/** What makes a mutation of the two tracks legal, the nearest first; after them, a new complaint. */
const tracksLead: Readonly<Record<string, readonly string[]>> = {
  takeTrack: [],
  noteTrack: ['takeTrack'],
  concludeTrack: ['takeTrack'],
  withdrawJointDecision: ['dismissAppeal'],
  stateConsent: ['takeTrack', 'dismissAppeal'],
  decideDisagreement: ['stateConsent', 'takeTrack', 'dismissAppeal'],
};
const sideways = new Set([
  ...['supplementAppeal', 'answerOrder', 'concludeOrder', 'dismissAppeal', 'refuseResult', 'recordProgress'],
  ...Object.keys(tracksLead),
]);
const aMonth = 25;
const enoughSteps = 80;

export const createGuide = ({ below, day, send, orderId, wait }: GuideOptions): Guide => {
  const model: Model = { day, cases: [] };
  const oneOf = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  const isLegal = (command: Command): boolean => judge(model, command, null).code === null;

  const ready = async (command: Command): Promise<Command> => {
    if (documentOf(command.field) !== 'order') return command;
    return { ...command, input: { orderId: await orderId(command.about, command.order), ...command.input } };
  };
  const accepted: Guide['accepted'] = (command, answer) => apply(model, command, told(command.field, answer));

  const carryOut = async (command: Command): Promise<void> => {
    const sent = await ready(command);
    const answer = await send(sent);
    const about = tell({ act: 'command', command: sent, repeated: null });
    expect(answer.errors, `${about}: ${JSON.stringify(answer.errors)}`).toBeUndefined();
    accepted(sent, answer);
  };

  /** Now and then about the street office, or about a department: these are restricted. */
  const newComplaint = (): Command => submission(0, 0, oneOf([1, 3]), 0);
  const newCase = (): Command => (below(5) === 0 ? newComplaint() : submission(0, 0, 0, 0));

  /** Of what both are asked, the two tracks say different things. */
  const differs = ({ field, input }: Command): boolean =>
    field !== 'stateConsent' || (input.track === 'DISCIPLINE') === (input.agrees === true);

  const towardsTracks = (leads: readonly string[]): Command => {
    const steps = model.cases.filter(({ dual, restricted }) => restricted && dual !== null).flatMap(nextSteps);
    const found = leads.map((field) => steps.find((step) => step.field === field && differs(step) && isLegal(step)));
    return found.find((step) => step !== undefined) ?? newComplaint();
  };

  const forward = (about: Case, field: string): Command | undefined => {
    const steps = nextSteps(about).filter((step) => !sideways.has(step.field) && isLegal(step));
    const toDistrict = steps.find((step) => field === 'assignEntry' && step.input.level === 'DISTRICT');
    return toDistrict ?? steps[0];
  };

  const furthest = (field: string): Command | undefined => {
    const place = placeFor[field] ?? 0;
    const before = model.cases.filter((about) => placeOf(about) <= place).sort((left, right) => placeOf(right) - placeOf(left));
    for (const about of before) {
      const step = forward(about, field);
      if (step !== undefined) return step;
    }
    return undefined;
  };

  const goOn = async (field: string): Promise<void> => {
    const leads = tracksLead[field];
    if (leads !== undefined) return carryOut(towardsTracks(leads));
    // Each clock runs out once: waiting for one that has done so leads nowhere.
    const running = model.cases.some((about) => placeOf(about) < 5 && !(about.entry ?? about.review).late);
    if (ofOrders.has(field) && running) {
      const answers = model.cases.flatMap(nextSteps).filter((step) => step.field === 'answerOrder' && isLegal(step));
      const [answer] = answers;
      if (answer !== undefined) return carryOut(answer);
      // What the model would not know how time changes is left behind.
      const followed = model.cases.filter(isQuiet);
      model.cases.splice(0, model.cases.length, ...followed);
      if (followed.length === 0) return carryOut(newCase());
      await wait(aMonth);
      return pass(model, aMonth);
    }
    await carryOut((ofOrders.has(field) ? undefined : furthest(field)) ?? newCase());
  };

  return {
    cases: model.cases,
    accepted,
    leave: (about) => {
      model.cases.splice(0, model.cases.length, ...model.cases.filter((each) => each !== about));
    },
    legal: async (field) => {
      if (field === 'submitAppeal') return submission(below(3), below(2), below(4), 0);
      for (let steps = 0; steps < enoughSteps; steps += 1) {
        const options = model.cases.flatMap(nextSteps).filter((step) => step.field === field && isLegal(step));
        if (options.length > 0) return ready(oneOf(options));
        await goOn(field);
      }
      throw new Error(`in ${enoughSteps} steps ${field} did not become legal`);
    },
  };
};

/** A guide in a world, which speaks to it directly. `day`: what it is there in Asia/Shanghai. */
export const guideIn = (world: EmbeddedWorld, day: string, below: GuideOptions['below']): Guide => {
  let requests = 0;
  return createGuide({
    below,
    day,
    orderId: (about, order) => orderIdOf(world, about, order),
    send: async ({ who, field, input }) => {
      requests += 1;
      const answer = await world.raw(who, mutationOf(field), { input: { requestId: `guided-${requests}`, ...input } });
      await world.settled();
      return answer;
    },
    wait: async (days) => world.passTime?.(new Date(world.clock.now() + days * 86_400_000).toISOString()),
  });
};

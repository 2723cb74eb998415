import {
  type Asked,
  asJudged,
  graphAsModelled,
  lookAt,
  mutationOf,
  payloadAsModelled,
  refusalOf,
  told,
  toldOf,
} from './answers.js';
import type { Case, Model, Order } from './cases.js';
import { apply, pass } from './effects.js';
import { actor, type Command, documentOf, judge } from './law.js';
import { people } from './people.js';
import { type Act, actOf, type Plan } from './plans.js';
import { tell } from './tell.js';

/** A platform that holds no case yet, on the morning of `startDay`. */
export interface Stage extends Asked {
  /** Resolves when nothing is due, pending or unread. */
  settled(): Promise<void>;
  wait(days: number): Promise<void>;
}

export const startDay = '2026-03-02';

/** Where model and platform part: the story so far is in its message. */
export class Parted extends Error {
  override readonly name = 'Parted';
  readonly story: readonly string[];

  constructor(story: readonly string[], cause: unknown) {
    super(`${story.join('\n')}\n${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.story = story;
  }
}

/** What was met with, over many stories. */
export interface Tally {
  accepted: Record<string, number>;
  refused: Record<string, number>;
}

/** After these, other services have something to learn. */
const heardElsewhere = new Set([
  'submitAppeal',
  'passScreening',
  'recordOpinion',
  'dismissAppeal',
  'assessAppeal',
  'withdrawJointDecision',
  'assignEntry',
  'countersign',
  'refuseResult',
  'concludeTrack',
  'stateConsent',
  'decideDisagreement',
]);

const lookers = [
  people.petitioner,
  people.villageReviewer,
  people.handler,
  people.clerk,
  people.inspector,
  people.housingHandler,
  people.auditor,
  people.districtLeader,
  people.gridWorker,
];

/** By the inspector, who sees them all. */
export const orderIdOf = async (world: Asked, about: Case | null, order: Order | undefined): Promise<string> => {
  const query = 'query($id: ID!) { appeal(id: $id) { supervision { orders { id clock } } } }';
  const { data } = await world.raw(people.inspector, query, { id: about?.id ?? 'x'.repeat(22) });
  const { orders = [] } =
    (data?.appeal as { supervision?: { orders?: { id: string; clock: string }[] } | null } | null)?.supervision ?? {};
  return orders.find(({ clock }) => clock === order?.clock)?.id ?? 'x'.repeat(22);
};

/** Plays one story on the platform and in the model side by side. Rejects with `Parted` where they part. */
export const playStory = async (stage: Stage, plans: readonly Plan[], run: string, tally: Tally): Promise<void> => {
  const model: Model = { day: startDay, cases: [] };
  const story: string[] = [];
  let requests = 0;
  const requestId = (): string => `${run}-${String(++requests).padStart(4, '0')}`;

  const sendable = async (command: Command, repeated: boolean): Promise<Command> => {
    if (repeated) return command;
    const order = documentOf(command.field) === 'order' ? { orderId: await orderIdOf(stage, command.about, command.order) } : {};
    return { ...command, input: { requestId: requestId(), ...order, ...command.input } };
  };

  /** What is hidden looks exactly like what does not exist. */
  const likeAbsent = async ({ who, field, input }: Command, answer: unknown): Promise<void> => {
    const absent = 'orderId' in input ? { orderId: 'x'.repeat(22) } : { appealId: 'x'.repeat(22) };
    const other = await stage.raw(who, mutationOf(field), { input: { ...input, requestId: requestId(), ...absent } });
    expect(toldOf(other), 'what is hidden looks exactly like what does not exist').toStrictEqual(answer);
  };

  const command = async ({ command: planned, repeated }: Extract<Act, { act: 'command' }>): Promise<void> => {
    const sent = await sendable(planned, repeated !== null);
    const verdict = judge(model, sent, repeated);
    const answer = await stage.raw(sent.who, mutationOf(sent.field), { input: sent.input });
    const { code, rule } = refusalOf(answer);
    story.push(
      `${String(story.length + 1).padStart(2)}. ${tell({ act: 'command', command: sent, repeated })} → ${rule ?? code ?? 'accepted'}`,
    );
    asJudged(verdict, answer);
    const met = code === null ? tally.accepted : tally.refused;
    const what = code === null ? sent.field : (rule ?? code);
    met[what] = (met[what] ?? 0) + 1;
    if (code === 'NOT_FOUND') await likeAbsent(sent, toldOf(answer));
    if (code !== null) return;
    if (repeated === null) apply(model, { ...sent, who: actor(sent) }, told(sent.field, answer));
    if (heardElsewhere.has(sent.field)) await stage.settled();
    payloadAsModelled(sent, answer);
  };

  const act = async (next: Act): Promise<void> => {
    if (next.act === 'command') return command(next);
    story.push(`${String(story.length + 1).padStart(2)}. ${tell(next)}`);
    if (next.act === 'wait') {
      await stage.wait(next.days);
      return pass(model, next.days);
    }
    await stage.settled();
    await lookAt(stage, next.who, next.about);
  };

  try {
    for (const planned of plans) {
      const next = actOf(model, planned);
      if (next !== null) await act(next);
    }
    await stage.settled();
    story.push('    in the end');
    await graphAsModelled(stage, model, lookers);
  } catch (error) {
    throw new Parted(story, error);
  }
};

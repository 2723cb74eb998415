import type { EventEnvelope } from '@daqidi/events';
import { deadlineFrom } from '@daqidi/kernel';
import { idBeside } from '@daqidi/runtime';
import { type Listener, on } from '@daqidi/service';
import { issue } from '../domain/order.js';
import { currentScope } from '../domain/oversight.js';
import { owesRepeats, type Repeated } from '../domain/repeats.js';
import { spreadScope } from '../shared/spread-scope.js';
import type { Tools } from '../tools.js';

/** Of one matter: nobody needs to count further. */
const most = 50;

/** All cases of a matter, the first at the head: each is linked to one earlier at most, and only to an earlier one. */
const familyOf = async ({ model }: Tools, appealId: string): Promise<readonly string[]> => {
  const { collection } = model.repeats;
  let first = appealId;
  for (let steps = 0; steps < most; steps += 1) {
    const earlier = (await collection.byId(first))?.earlierId ?? null;
    if (earlier === null) break;
    first = earlier;
  }
  const family = [first];
  // Grows while it is walked.
  for (const id of family) {
    if (family.length >= most) break;
    family.push(...(await collection.find('byEarlier', { where: { earlierId: id } })).map(({ _id }) => _id));
  }
  return family;
};

const repeatedIn = async ({ model }: Tools, appealId: string): Promise<Repeated> => {
  const row = await model.repeats.collection.byId(appealId);
  const oversight = await model.oversights.collection.byId(appealId);
  const scope = oversight && currentScope(oversight.state, oversight.facts);
  return {
    appealId,
    dissatisfied: row?.dissatisfied ?? false,
    // Of a case that is not known yet nothing is known to be no secret.
    restricted: scope?.restricted ?? true,
    holder: oversight?.facts.holder ?? null,
  };
};

/** Raises the order about a matter, where by now there are as many repeats as one needs. */
export const raiseForRepeats = async (tools: Tools, event: EventEnvelope): Promise<void> => {
  const { model, directory } = tools;
  const family = await familyOf(tools, event.key);
  const raisedAt = Date.parse(event.time);
  const { repeatsBeforeOrder, orderWorkingDays } = directory.policy(raisedAt);
  const [appealId = event.key] = family;
  if (family.length <= repeatsBeforeOrder) return;
  const repeated = await Promise.all(family.map((id) => repeatedIn(tools, id)));
  const unitId = owesRepeats(repeated, repeatsBeforeOrder);
  if (unitId === null) return;
  const orderId = idBeside(appealId, 'repeats');
  await model.oversights.inform(appealId, (facts) =>
    facts.orders.includes(orderId) ? facts : { ...facts, orders: [...facts.orders, orderId].sort() },
  );
  await model.orders.react(orderId, event, {
    learn: (facts) => facts,
    decide: (state, _, now) => {
      const deadline = deadlineFrom(directory, Math.max(now, raisedAt), () => orderWorkingDays);
      const order = { appealId, orderId, ground: 'REPEATS', clock: null, missedAt: event.time, unitId, panel: null } as const;
      return issue(state, { ...order, deadline });
    },
  });
  await spreadScope(tools, appealId);
};

/**
 * Keeps which case brings which again, and where its petitioner was dissatisfied; so many repeats with dissatisfaction raise one order, about
 * the first of them. Each event writes its own row before anything is counted: of two at once the later counts both.
 */
export const gatherRepeats = (tools: Tools): readonly Listener[] => {
  const { model } = tools;

  const dissatisfied = async (event: EventEnvelope): Promise<void> => {
    await model.repeats.apply(event.key, event, (row) => ({ ...row, dissatisfied: true }));
    await raiseForRepeats(tools, event);
  };

  return [
    on('intake', 'RepeatLinked', async (event) => {
      const { earlierId } = event.data;
      await model.repeats.apply(event.key, event, (row) => ({ ...row, earlierId }));
      await raiseForRepeats(tools, event);
    }),
    on('intake', 'AppealBroughtAgain', dissatisfied),
    on('intake', 'NotSolvedReported', dissatisfied),
    on('intake', 'AppealEvaluated', async (event) => {
      if (event.data.satisfaction === 'DISSATISFIED') await dissatisfied(event);
    }),
    on('assignment', 'AppealClosed', async (event) => {
      if (event.data.satisfaction === 'DISSATISFIED') await dissatisfied(event);
    }),
  ];
};

// Commands as they are drawn: they name nothing that is only known when they are carried out, so any part of a story can be left out.
import fc from 'fast-check';
import type { Case, Model, Sent } from './cases.js';
import { type Command, fields } from './law.js';
import { everybody } from './people.js';
import { caseAt, commandOn, nextSteps, submission } from './steps.js';

type Twist = 'NONE' | 'SOMEBODY_ELSE' | 'STALE' | 'AHEAD' | 'ANOTHER_DIGEST' | 'NO_SUCH_CASE';

export type Plan =
  | { readonly do: 'submit'; readonly who: number; readonly place: number; readonly accused: number; readonly channel: number }
  | { readonly do: 'step'; readonly on: number; readonly pick: number; readonly twist: Twist; readonly who: number }
  | { readonly do: 'wild'; readonly on: number; readonly field: number; readonly who: number; readonly vary: number }
  | { readonly do: 'again'; readonly on: number; readonly pick: number; readonly altered: boolean }
  | { readonly do: 'look'; readonly on: number; readonly who: number }
  | { readonly do: 'wait'; readonly days: number };

/** What a plan comes to in a model. */
export type Act =
  | { readonly act: 'command'; readonly command: Command; readonly repeated: 'THE_SAME' | 'ALTERED' | null }
  | { readonly act: 'look'; readonly who: (typeof everybody)[number]; readonly about: Case }
  | { readonly act: 'wait'; readonly days: number };

const index = fc.nat({ max: 2 });
const anybody = fc.nat({ max: everybody.length - 1 });
/** Mostly the first, which is the ordinary one. */
const mostlyFirst = (weight: number, max: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max }) });
const twist = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Twist>('NONE') },
  { weight: 4, arbitrary: fc.constantFrom<Twist>('SOMEBODY_ELSE', 'STALE', 'AHEAD', 'ANOTHER_DIGEST', 'NO_SUCH_CASE') },
);

const submit = fc.record({
  do: fc.constant('submit' as const),
  who: mostlyFirst(2, 5),
  place: mostlyFirst(3, 4),
  accused: mostlyFirst(2, 4),
  channel: mostlyFirst(3, 3),
});
const step = fc.record({ do: fc.constant('step' as const), on: index, pick: mostlyFirst(2, 15), twist, who: anybody });
const wild = fc.record({
  do: fc.constant('wild' as const),
  on: index,
  field: fc.nat({ max: fields.length - 1 }),
  who: anybody,
  vary: fc.nat({ max: 60 }),
});
const again = fc.record({ do: fc.constant('again' as const), on: index, pick: fc.nat({ max: 20 }), altered: fc.boolean() });
const look = fc.record({ do: fc.constant('look' as const), on: index, who: anybody });
const wait = fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 4, 25, 40) });

const plan: fc.Arbitrary<Plan> = fc.oneof(
  { weight: 24, arbitrary: step },
  { weight: 2, arbitrary: submit },
  { weight: 5, arbitrary: wild },
  { weight: 3, arbitrary: again },
  { weight: 2, arbitrary: look },
  { weight: 2, arbitrary: wait },
);

/** A story begins with an appeal. */
export const stories = fc
  .tuple(submit, fc.array(plan, { maxLength: 60, size: 'max' }))
  .map(([first, rest]): readonly Plan[] => [first, ...rest]);

const stepBy = (twist: Twist, who = 0): Plan => ({ do: 'step', on: 0, pick: 0, twist, who });

/** A case goes its ordinary way, and from its result on somebody who may not tries each step before it is done. */
export const ordinaryStory: readonly Plan[] = [
  { do: 'submit', who: 0, place: 0, accused: 0, channel: 0 },
  ...Array.from({ length: 7 }, () => stepBy('NONE')),
  ...Array.from({ length: 8 }, () => [stepBy('SOMEBODY_ELSE'), stepBy('NONE')]).flat(),
];

const goingOn = (pick: number): Plan => ({ do: 'step', on: 0, pick, twist: 'NONE', who: 0 });

/**
 * A complaint goes its whole way: a panel wants to refuse it and the tracks differ, another department investigates, the tracks find
 * different things, and it is closed once the conference has said which of them stands.
 */
export const complaintStory: readonly Plan[] = [
  { do: 'submit', who: 0, place: 0, accused: 1, channel: 0 },
  ...[1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0].map(goingOn),
];

const twisted = (command: Command, { twist: how, who }: { readonly twist: Twist; readonly who: number }): Command => {
  const { input, about, field } = command;
  const version = Number(input.expectedVersion);
  const named = input.expectedVersion !== undefined;
  switch (how) {
    case 'SOMEBODY_ELSE':
      return { ...command, who: everybody[who] ?? command.who };
    case 'STALE':
      return named ? { ...command, input: { ...input, expectedVersion: version - 1 } } : command;
    case 'AHEAD':
      return named ? { ...command, input: { ...input, expectedVersion: version + 1 } } : command;
    case 'ANOTHER_DIGEST':
      return input.digest === undefined ? command : { ...command, input: { ...input, digest: 'sm3:another' } };
    case 'NO_SUCH_CASE':
      return about === null || command.order !== undefined ? command : commandOn(command.who, field, null);
    case 'NONE':
      return command;
  }
};

/** What names no version is altered in its text. */
const textOf: Readonly<Record<string, string>> = {
  submitAppeal: 'text',
  recordOpinion: 'text',
  viewPetitioner: 'purpose',
  noteTrack: 'text',
  stateConsent: 'reason',
};

/** The same request with something else in it. */
const altered = ({ field, input }: Sent): Readonly<Record<string, unknown>> => {
  const text = textOf[field];
  return text === undefined
    ? { ...input, expectedVersion: Number(input.expectedVersion) + 1 }
    : { ...input, [text]: '完全不同的另一段文字内容。' };
};

const commandAct = (command: Command): Act => ({ act: 'command', command, repeated: null });

const wildAct = (about: Case, { field, who, vary }: Extract<Plan, { do: 'wild' }>): Act => {
  const order = about.orders[vary % Math.max(1, about.orders.length)];
  return commandAct(commandOn(everybody[who] as never, fields[field] as string, about, vary, order));
};

/** The model knows the holidays for some months only. */
const lastDay = '2026-07-15';

/** The model knows no clocks of signing, and no order that rises: it lets no time pass while one of them runs. */
export const isQuiet = ({ entry, orders }: Case): boolean =>
  entry?.stage !== 'SIGNING_OFF' && !orders.some(({ status }) => status === 'ISSUED');

/** Null where there is nothing for it to be done to. */
export const actOf = (model: Model, planned: Plan): Act | null => {
  if (planned.do === 'wait')
    return model.day <= lastDay && model.cases.every(isQuiet) ? { act: 'wait', days: planned.days } : null;
  if (planned.do === 'submit') {
    return commandAct(submission(planned.who, planned.place, planned.accused, planned.channel));
  }
  const about = caseAt(model, planned.on);
  if (about === null) return null;
  switch (planned.do) {
    case 'look':
      return { act: 'look', who: everybody[planned.who] as never, about };
    case 'step': {
      const steps = nextSteps(about);
      return commandAct(twisted(steps[planned.pick % steps.length] as Command, planned));
    }
    case 'wild':
      return wildAct(about, planned);
    case 'again': {
      const sent = about.sent[planned.pick % about.sent.length] as Sent;
      const input = planned.altered ? altered(sent) : sent.input;
      const order = sent.order;
      const command = { who: sent.who, field: sent.field, about, input, ...(order === undefined ? {} : { order }) };
      return { act: 'command', command, repeated: planned.altered ? 'ALTERED' : 'THE_SAME' };
    }
  }
};

// A story in plain words: who does what with which case, and what comes of it.
import type { Act } from './plans.js';

const verbs: Readonly<Record<string, string>> = {
  submitAppeal: 'hands in an appeal',
  supplementAppeal: 'adds material to',
  evaluateAppeal: 'evaluates',
  viewPetitioner: 'looks up the petitioner of',
  passScreening: 'passes',
  dismissAppeal: 'refuses to take on',
  recordOpinion: 'gives an opinion on',
  assessAppeal: 'gives the verdict on',
  withdrawJointDecision: 'takes back what both tracks were asked about',
  takeTrack: 'takes a track of',
  noteTrack: 'notes something on a track of',
  concludeTrack: 'concludes a track of',
  stateConsent: 'answers for a track on',
  decideDisagreement: 'decides between the tracks on',
  assignEntry: 'assigns',
  acceptEntry: 'accepts',
  statePlan: 'plans',
  recordProgress: 'records progress on',
  recordContactAttempt: 'records an attempt to reach the petitioner of',
  proposeResult: 'states a result of',
  confirmResult: 'confirms the result of',
  fillPetitionerSlot: 'fills the petitioner’s slot of',
  countersign: 'countersigns',
  refuseResult: 'refuses to sign',
  answerOrder: 'answers the order on',
  concludeOrder: 'concludes the order on',
};

/** What tells one use of a command from another. */
const telling = ['channel', 'regionId', 'accusedUnitIds', 'level', 'proposedUnitId', 'category', 'reasonableness', 'unitId'];
const alsoTelling = ['outcome', 'form', 'ground', 'satisfaction', 'track', 'finding', 'agrees', 'about', 'agreed'];

const particulars = (input: Readonly<Record<string, unknown>>): string => {
  const named = [...telling, ...alsoTelling].filter((name) => input[name] !== undefined).map((name) => String(input[name]));
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
};

export const tell = (act: Act): string => {
  if (act.act === 'wait') return `${act.days} days pass`;
  if (act.act === 'look') return `${act.who.name} looks at case ${act.about.name}`;
  const { who, field, input, about, order } = act.command;
  const what = field === 'submitAppeal' ? '' : ` ${about === null ? 'a case that does not exist' : `case ${about.name}`}`;
  const which = order === undefined ? '' : `, ${order.clock} overdue`;
  const version = input.expectedVersion === undefined ? '' : ` at version ${String(input.expectedVersion)}`;
  const digest = input.digest === 'sm3:another' ? ' having read another result' : '';
  const again = act.repeated === null ? '' : act.repeated === 'THE_SAME' ? ', sent again' : ', sent again with other input';
  return `${who.name} ${verbs[field] ?? field}${what}${which}${particulars(input)}${version}${digest}${again}`;
};

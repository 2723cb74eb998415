import { settingNames } from './generated/setting-names.js';

export type Environment = Readonly<Record<string, string | undefined>>;

type Program = 'services' | 'gateway' | 'ops';

const ours = /^(?:DAQIDI|KAFKA|MONGODB)_/;

/** Addresses, certificates and secrets of its processes are the stack's own affair. */
const decidedHere =
  /^DAQIDI_(?:HOST|PORT|TLS_\w+|(?:MASTER_KEY|LOOKUP_SECRET|FILES_SECRET|CONTEXT_\w+_KEYS?)(?:_FILE)?|DEVELOPMENT_ISSUER|(?:INTAKE|TRIAGE|ASSIGNMENT|SUPERVISION|SCORING)_URL|SUBGRAPH_(?:CA|CERT|KEY)_FILE)$/;

const known: ReadonlySet<string> = new Set(Object.values(settingNames).flat());

const namesOf = (program: Program): ReadonlySet<string> =>
  new Set((settingNames[program] as readonly string[]).filter((name) => !decidedHere.test(name)));

const passedOn = { services: namesOf('services'), gateway: namesOf('gateway'), ops: namesOf('ops') };

/** What a person has set, without the settings that this program does not know (it would refuse them) or is given by the stack. */
export const settingsFor = (program: Program, given: Environment): Environment =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !ours.test(name) || passedOn[program].has(name)));

/** Throws, in one line, where a variable names no setting of any form of the platform: that is a typing error. */
export const refuseUnknown = (given: Environment): void => {
  const unknown = Object.keys(given).filter((name) => name.startsWith('DAQIDI_') && !known.has(name));
  if (unknown.length > 0) throw new Error(`there is no such setting: ${unknown.sort().join(', ')}`);
};

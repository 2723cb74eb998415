import { cast, complaintCast, officer, type Person } from '@daqidi/standalone';
import type { Trial } from './battery.js';
import type { EmbeddedWorld } from './embedded-world.js';

const auditor = officer('leading-group.auditor');
const { inspector, lettersOfficer } = cast;
const { districtLeader, lettersInspector } = complaintCast;

const askedHandler = officer('511902002.handler');

interface Asked {
  readonly id: string;
  readonly version: number;
}

interface Seen {
  readonly triage: { readonly version: number };
  readonly supervision: {
    readonly oversight: { readonly version: number };
    readonly dual: { readonly version: number; readonly asked: { readonly digest: string } | null };
  };
}

/** One valid use of each mutation by which two tracks watch a complaint that nobody has screened yet. */
export const tryTracks = async (
  world: EmbeddedWorld,
  appealId: string,
  attempt: (trial: Trial) => Promise<void>,
): Promise<void> => {
  const look = async (): Promise<Seen> => {
    const query =
      'query($id: ID!) { appeal(id: $id) { triage { version } supervision { oversight { version } dual { version asked { digest } } } } }';
    return ((await world.raw(inspector, query, { id: appealId })).data as { readonly appeal: Seen }).appeal;
  };
  const does = async (person: Person, mutation: string, input: object): Promise<void> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const requestId = `tracks-${mutation}-${person.sub}`.replaceAll(/[^\w.-]/g, '');
    const query = `mutation($input: ${type}!) { ${mutation}(input: $input) { position } }`;
    const { errors } = await world.raw(person, query, { input: { requestId, appealId, ...input } });
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    await world.settled();
  };
  const version = async () => (await look()).supervision.dual.version;
  const triageVersion = async () => (await look()).triage.version;
  const discipline = { appealId, track: 'DISCIPLINE' };
  const trial = { person: inspector, forbidden: lettersOfficer, blind: auditor };

  await attempt({
    ...trial,
    mutation: 'takeTrack',
    input: { ...discipline, expectedVersion: await version() },
    again: 'track.taken',
    version,
  });
  await attempt({ ...trial, mutation: 'noteTrack', input: { ...discipline, text: '已调取票据。' }, oversized: ['text', 4_001] });
  await attempt({
    ...trial,
    mutation: 'requestMaterial',
    input: { ...discipline, unitId: 'u-511902002', text: '请提供路灯维护合同。' },
    oversized: ['text', 2_001],
  });
  const asked = async () => {
    const query = '{ materialRequests { edges { node { id version } } } }';
    const { data } = await world.raw(askedHandler, query);
    return (
      data as { readonly materialRequests: { readonly edges: readonly { readonly node: Asked }[] } }
    ).materialRequests.edges.map(({ node }) => node);
  };
  const [request] = await asked();
  await attempt({
    mutation: 'answerMaterialRequest',
    person: askedHandler,
    input: { materialRequestId: request?.id, expectedVersion: request?.version, text: '合同复印件已送达。' },
    oversized: ['text', 4_001],
    blind: officer('housing.handler'),
    again: 'material.answered',
    version: async () => 2,
  });
  await does(lettersInspector, 'takeTrack', { track: 'LETTERS', expectedVersion: await version() });

  const dismissal = { ground: 'FALSE', explanation: '经核查,反映的情况不存在。' };
  await does(lettersOfficer, 'dismissAppeal', { ...dismissal, expectedVersion: await triageVersion() });
  await attempt({
    mutation: 'withdrawJointDecision',
    person: lettersOfficer,
    input: { appealId, expectedVersion: await triageVersion() },
    blind: auditor,
    again: 'joint.none',
    version: triageVersion,
  });
  await world.settled();
  const oversightVersion = async () => (await look()).supervision.oversight.version;
  await attempt({
    mutation: 'proposeJointDecision',
    person: inspector,
    input: { appealId, expectedVersion: await oversightVersion(), decision: 'END_SECRECY', reason: '事实已查清。' },
    oversized: ['reason', 2_001],
    blind: auditor,
    again: 'joint.open',
    version: oversightVersion,
  });
  await world.settled();
  const { digest } = (await look()).supervision.dual.asked ?? { digest: '' };
  await attempt({
    ...trial,
    mutation: 'stateConsent',
    input: { ...discipline, digest, agrees: false, reason: '尚需保密一段时间。' },
    oversized: ['reason', 2_001],
    again: 'joint.once',
  });
  await does(lettersInspector, 'stateConsent', { track: 'LETTERS', digest, agrees: true });
  await attempt({
    mutation: 'decideDisagreement',
    person: districtLeader,
    input: { appealId, expectedVersion: await version(), about: 'DECISION', agreed: false, reason: '继续保密。' },
    oversized: ['reason', 2_001],
    forbidden: inspector,
    blind: auditor,
    again: 'joint.agreed',
    version,
  });
  await attempt({
    ...trial,
    mutation: 'concludeTrack',
    input: { ...discipline, expectedVersion: await version(), finding: 'UNSUBSTANTIATED', text: '查无实据。' },
    oversized: ['text', 4_001],
    again: 'track.status',
    version,
  });
};

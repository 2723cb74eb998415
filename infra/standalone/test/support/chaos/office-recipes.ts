import { demoPlace } from '@daqidi/standalone';
import { people } from '../model/people.js';
import type { Kitchen, LegalCommand, Recipes } from './kitchen.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}
interface Edges {
  readonly edges: readonly { readonly node: Versioned }[];
}

const why = { reason: '根据区委编办通知调整。' };
const water = { unitId: 'u-water', regionId: '511902' };

/** How the office keeps its directory, its channels and its numbers, and how somebody else consents to what it proposes. */
export const officeRecipes = ({ next, dayIn, does, asks }: Kitchen): Recipes => {
  const { admin, lettersOfficer } = people;
  const byAdmin = (input: object): LegalCommand => ({ who: admin, input: { ...input, ...why } });

  const newcomer = async (): Promise<string> => {
    const officerId = `newcomer-${next()}`;
    await does(admin, 'nameOfficer', { officerId, name: '钟铭', ...why });
    return officerId;
  };
  const post = (officerId: string) => ({ officerId, role: 'HANDLER', ...water, acting: false, validFrom: dayIn() });
  const channel = () => ({
    ...{ code: `LOUDSPEAKER_${next()}`, nameZh: '坝坝会', nameEn: 'Courtyard meeting' },
    ...{ hasPetitioner: true, machinesOnly: false, usedBy: ['GRID_WORKER'], asksFor: ['NAME'], validFrom: dayIn() },
  });
  const tag = () => ({ code: `TAG_${next()}`, nameZh: '洪涝', nameEn: 'Flood', validFrom: dayIn() });

  return {
    openUnit: async () =>
      byAdmin({
        ...{ name: `区第${next()}局`, kind: 'DEPARTMENT', level: 'DISTRICT', regionId: '511902' },
        ...{ parentId: 'u-leading-group', validFrom: dayIn() },
      }),
    changeUnit: async () => {
      const { unit } = (await asks(admin, '{ unit(id: "u-water") { id version } }')) as { readonly unit: Versioned };
      return byAdmin({ unitId: unit.id, expectedVersion: unit.version, name: `巴州区水务${next()}局` });
    },
    openRegion: async () =>
      byAdmin({ name: `第${next()}网格`, level: 'GRID', parentRegionId: demoPlace.village, validFrom: dayIn() }),
    changeRegion: async () => {
      const name = `第${next()}网格`;
      const opened = { name, level: 'GRID', parentRegionId: demoPlace.village, validFrom: dayIn(), ...why };
      const { region } = (await does(admin, 'openRegion', opened, 'region { id version }')) as { readonly region: Versioned };
      const end = { validTo: dayIn(), successorRegionIds: [demoPlace.village] };
      return byAdmin({ regionId: region.id, expectedVersion: region.version, ...end });
    },
    nameOfficer: async () => byAdmin({ officerId: `newcomer-${next()}`, name: '钟铭' }),
    appendPost: async () => byAdmin(post(await newcomer())),
    endPost: async () => {
      const officerId = await newcomer();
      await does(admin, 'appendPost', { ...post(officerId), ...why });
      const query = 'query($officerId: ID) { posts(officerId: $officerId) { edges { node { id version } } } }';
      const { posts } = (await asks(admin, query, { officerId })) as { readonly posts: Edges };
      const held = posts.edges[0]?.node;
      return byAdmin({ postId: held?.id, expectedVersion: held?.version, validTo: dayIn() });
    },
    decidePost: async () => {
      const proposed = { ...post(await newcomer()), role: 'LETTERS_OFFICER', unitId: 'u-letters', validFrom: dayIn(300) };
      await does(admin, 'appendPost', { ...proposed, ...why });
      const query = '{ postProposals { edges { node { id version } } } }';
      const { postProposals } = (await asks(admin, query)) as { readonly postProposals: Edges };
      const waiting = postProposals.edges[0]?.node;
      const decision = { postId: waiting?.id, expectedVersion: waiting?.version, consents: next() % 2 === 0, ...why };
      return { who: lettersOfficer, input: decision };
    },
    stateChannel: async () => byAdmin(channel()),
    decideChannel: async () => {
      const stated = channel();
      await does(admin, 'stateChannel', { ...stated, ...why });
      await does(admin, 'stateChannel', { ...stated, validTo: dayIn(), ...why });
      const { channelProposals } = (await asks(admin, '{ channelProposals { channel { code } version } }')) as {
        readonly channelProposals: readonly { readonly channel: { readonly code: string }; readonly version: number }[];
      };
      const closing = channelProposals.find(({ channel: { code } }) => code === stated.code);
      const decision = { code: stated.code, expectedVersion: closing?.version, consents: next() % 2 === 0, ...why };
      return { who: lettersOfficer, input: decision };
    },
    stateTag: async () => byAdmin(tag()),
    statePolicy: async () => {
      const { policyVersions } = (await asks(admin, '{ policyVersions { version exportKeptDays } }')) as {
        readonly policyVersions: readonly { readonly version: number; readonly exportKeptDays: number }[];
      };
      const latest = policyVersions.toSorted((one, other) => other.version - one.version)[0];
      // A number on which no clock of a case rests.
      const exportKeptDays = latest?.exportKeptDays === 30 ? 31 : 30;
      return byAdmin({ basedOn: latest?.version, effectiveFrom: dayIn(), exportKeptDays });
    },
    stateHolidays: async () =>
      byAdmin({
        ...{ year: 2090, daysOff: ['2090-01-02'], makeUpDays: [], provisional: true },
        source: `国办发明电〔2089〕${next()}号`,
      }),
  };
};

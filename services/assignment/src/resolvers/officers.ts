import { type Post as HeldPost, isValidOn } from '@daqidi/identity';
import { readPage, textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import type {
  OfficerResolvers,
  PostProposalResolvers,
  PostResolvers,
  PostRole,
  QueryResolvers,
  VacancyResolvers,
} from '../generated/schema.js';
import { nowhere } from '../shared/directory-commands.js';
import { vacanciesOf } from '../shared/vacancies.js';
import { type ProposalView, proposalView } from '../views.js';
import { isCalled, regionOf, unitOf } from './directory.js';
import { dayOf, pageOf } from './directory-page.js';

/** Each post once, where it is held now: it is also held for what its unit and place have taken over. */
const postsOnce = (posts: readonly HeldPost[]): HeldPost[] =>
  [...new Map(posts.toReversed().map((post) => [post.id, post])).values()].reverse();

export const officerQueries: Pick<
  QueryResolvers<Context>,
  'me' | 'officer' | 'officers' | 'posts' | 'vacancies' | 'postProposals'
> = {
  // Who signs in as a petitioner is only that person, whatever an officer is called.
  me: async (_, __, { principal: { kind, person, posts }, officers }) => {
    if (kind === 'ANONYMOUS') return null;
    const officer = kind === 'PETITIONER' ? null : await officers.load(person);
    return { id: person, kind, name: officer?.name ?? null, posts: postsOnce(posts) };
  },
  officer: async (_, { id }, { tools, officers }) =>
    tools.directory.postsOf(id).length > 0 || (await officers.load(id)) !== null ? { id } : null,
  officers: async (_, { unitId, role, name, on, first, after }, context) => {
    const day = dayOf(on, context);
    const held = context.tools.directory
      .postsOn(day)
      .filter((post) => (!unitId || post.unitId === unitId) && (!role || post.role === role));
    const people = [...new Set(held.map(({ personId }) => personId))].map((id) => ({ id }));
    if (!name) return pageOf('officers', people, first, after);
    const isNamed = isCalled(name);
    const named = people.map(async ({ id }) => ((await context.officers.load(id)) ?? { name: '' }).name);
    const names = await Promise.all(named);
    return pageOf(
      'officers',
      people.filter((_person, at) => isNamed({ name: names[at] ?? '' })),
      first,
      after,
    );
  },
  posts: (_, { unitId, officerId, role, endingBy, first, after }, context) => {
    const today = dayOf(null, context);
    const ends = (post: HeldPost, by: string): boolean => post.to !== null && post.to <= by && isValidOn(post, today);
    const fits = context.tools.directory
      .posts()
      .filter((post) => (!unitId || post.unitId === unitId) && (!officerId || post.personId === officerId))
      .filter((post) => (!role || post.role === role) && (!endingBy || ends(post, endingBy)));
    return pageOf('posts', fits, first, after);
  },
  vacancies: (_, { first, after }, context) =>
    pageOf('vacancies', vacanciesOf(context.tools.directory, dayOf(null, context)), first, after),
  postProposals: async (_, { first, after }, { tools, scope }) => {
    const { counted, pageInfo, edges } = await readPage({
      tools,
      list: 'postProposals',
      collection: tools.model.posts.collection,
      query: 'proposals',
      scope,
      where: { 'keys.proposed': true },
      first,
      after,
      keyOf: ({ keys }) => String(keys['order']),
    });
    const shown = edges.map(({ cursor, node }) => ({ cursor, node: proposalView(node) as ProposalView }));
    return { pageInfo, counted, edges: shown };
  },
};

export const Officer: OfficerResolvers<Context> = {
  name: async ({ id }, _, { officers }) => (await officers.load(id))?.name ?? null,
  posts: ({ id }, _, { tools }) => tools.directory.postsOf(id),
};

export const Post: PostResolvers<Context> = {
  version: async ({ id }, _, { posts }) => (await posts.load(id))?.version ?? 0,
  officer: ({ personId }) => ({ id: personId }),
  unit: ({ unitId }, _, context) => unitOf(unitId, context),
  region: ({ regionId }, _, context) => regionOf(regionId, context),
  validFrom: ({ from }) => from,
  validTo: ({ to }) => to,
};

export const Vacancy: VacancyResolvers<Context> = {
  unit: ({ unitId }, _, context) => unitOf(unitId, context),
};

export const PostProposal: PostProposalResolvers<Context> = {
  id: ({ post }) => post.id,
  role: ({ post }) => post.role as PostRole,
  officer: ({ post }) => ({ id: post.personId }),
  unit: ({ post }, _, context) => unitOf(post.unitId, context),
  region: ({ post }, _, context) => regionOf(post.regionId, context),
  acting: ({ post }) => post.acting,
  validFrom: ({ post }) => post.from,
  validTo: ({ post }) => post.to,
  proposedBy: ({ by }) => ({ id: by }),
  reason: ({ reason }, _, { tools, principal, reasons }) =>
    textUnder('directory.consent', { tools, principal, texts: reasons }, nowhere, reason),
};

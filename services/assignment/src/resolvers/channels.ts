import { textUnder } from '@daqidi/service';
import type { Context } from '../context.js';
import type { ChannelProposalResolvers, QueryResolvers } from '../generated/schema.js';
import { bookId } from '../model.js';
import { nowhere } from '../shared/directory-commands.js';
import { channelProposals as viewOf } from '../views.js';
import { dayOf } from './directory-page.js';

export const channelQueries: Pick<QueryResolvers<Context>, 'channels' | 'channelProposals'> = {
  channels: (_, { on }, context) => context.tools.directory.channels(dayOf(on, context)),
  channelProposals: async (_, __, { tools, scope }) => {
    const book = await tools.model.channels.collection.byId(bookId.channels, scope);
    return book === null ? [] : viewOf(book);
  },
};

export const ChannelProposal: ChannelProposalResolvers<Context> = {
  proposedBy: ({ by }) => ({ id: by }),
  reason: ({ reason }, _, { tools, principal, reasons }) =>
    textUnder('directory.consent', { tools, principal, texts: reasons }, nowhere, reason),
};

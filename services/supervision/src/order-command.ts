import type { Actor } from '@daqidi/events';
import { permit } from '@daqidi/identity';
import { type Asked, byRule, commandsOn } from '@daqidi/service';
import { isAddressee, type OrderEvent, type OrderFacts, type OrderState } from './domain/order.js';
import { type OrderDocument, recusedIn, subjectOf } from './subject.js';
import type { Tools } from './tools.js';

interface NamesOrder {
  readonly orderId: string;
}

/** A command on a supervision order. */
export const orderCommand = commandsOn<Tools, OrderState, OrderFacts, OrderEvent, NamesOrder>({
  aggregates: ({ model }) => model.orders,
  id: ({ orderId }) => orderId,
  subject: subjectOf,
  recused: recusedIn,
});

/** Under the addressee's post where the caller holds one; else under any that the policy lets in, and the domain refuses. */
export const byAddressee = ({ tools, caller, document, subject }: Asked<Tools, OrderDocument, NamesOrder>): Actor => {
  const { principal, rule } = caller;
  const fitting = { ...principal, posts: principal.posts.filter((post) => isAddressee(document.state, post)) };
  return (rule === null ? null : permit(tools.rules, rule, fitting, subject)) ?? byRule(tools, caller, undefined, subject);
};

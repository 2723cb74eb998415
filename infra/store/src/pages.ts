import type { Model } from 'mongoose';

const pageSize = 500;

/** Everything of a collection, a page at a time in the order of the ids: for audits and rebuilds, never for a request. */
// biome-ignore lint/suspicious/noExplicitAny: mongoose's generics carry no information here
export const pagesOf = async function* <Doc extends { readonly _id: string }>(model: Model<any>): AsyncGenerator<readonly Doc[]> {
  for (let last: string | null = null; ; ) {
    const page: readonly Doc[] = await model
      .find(last === null ? {} : { _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(pageSize)
      .lean<Doc[]>();
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    last = page.at(-1)?._id ?? null;
  }
};

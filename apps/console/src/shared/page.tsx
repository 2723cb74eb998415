import type { ReactNode } from 'react';

/** A page: its heading, what belongs beside it, and its content. */
export const Page = ({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) => (
  <section className="page" aria-label={title}>
    <title>{`${title} · 群众诉求大起底`}</title>
    <div className="page-head">
      <h1>{title}</h1>
      {aside}
    </div>
    {children}
  </section>
);

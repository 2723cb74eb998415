import { readFileSync } from 'node:fs';

const contract = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

export const serviceNames = ['intake', 'triage', 'assignment', 'supervision', 'scoring'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The SDL of one subgraph, as its engineers wrote it. */
export const subgraphSdl = (service: ServiceName): string => contract(`graphql/${service}.graphql`);

/** The composed supergraph, as committed. */
export const supergraphSdl = (): string => contract('supergraph.graphql');

export const readJson = (path: string): unknown => JSON.parse(contract(path));

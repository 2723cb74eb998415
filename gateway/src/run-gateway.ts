import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { filesFrom } from '@daqidi/files';
import {
  contextPrivateKey,
  createContextSigner,
  createDevelopmentIssuer,
  createTokenVerifier,
  type DevelopmentIssuer,
  parsePolicyRules,
} from '@daqidi/identity';
import {
  type Clock,
  type ConfigValues,
  defineConfig,
  Fatal,
  type ProcessTools,
  type Readiness,
  readPem,
  runProcess,
  serverTls,
  systemClock,
  systemRandomness,
} from '@daqidi/runtime';
import { policyRules, type ServiceName, serviceNames, subgraphSdl, supergraphSdl } from '@daqidi/schemas';
import { createAccess } from './access.js';
import { edgeOptions } from './edge-options.js';
import { createGateway, type Gateway } from './gateway.js';
import type { DevelopmentSignIn } from './http/development-sign-in.js';
import { signInProviderOf } from './provider-settings.js';
import { gatewaySettings } from './settings.js';
import { createHttpDataSource, type HttpDataSource } from './wire/http-data-source.js';
import type { ClientTls } from './wire/instances.js';

type GatewayValues = ConfigValues<typeof gatewaySettings>;

interface RunningGateway {
  readonly gateway: Gateway;
  reload(settings: GatewayValues): Promise<void>;
}

const supergraphOf = ({ supergraph }: GatewayValues): string => {
  if (supergraph === null) return supergraphSdl();
  try {
    return readFileSync(supergraph, 'utf8');
  } catch (error) {
    throw new Fatal(`DAQIDI_SUPERGRAPH: ${supergraph} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
};

const issuerOf = async (settings: GatewayValues, clock: Clock): Promise<DevelopmentIssuer | null> => {
  const { developmentIssuer: directory, jwksUrl, issuer, audience } = settings;
  if ((directory === null) === (jwksUrl === null))
    throw new Fatal('one of DAQIDI_JWKS_URL and DAQIDI_DEVELOPMENT_ISSUER says whose tokens are taken: set one of them');
  return directory === null ? null : createDevelopmentIssuer({ directory, issuer, audience, clock });
};

/** A working day, in seconds. */
const trialLife = 10 * 3_600;

/** Whoever tries the distributed form names people himself: this process has no directory to choose from. */
const trialSignIn = (issuer: DevelopmentIssuer, { longestTokenLife }: GatewayValues): DevelopmentSignIn => ({
  issue: (claims) => issuer.issue({ ...claims, ttlSeconds: Math.min(trialLife, longestTokenLife) }),
  people: () => [],
});

const readinessOf = async (sources: ReadonlyMap<ServiceName, HttpDataSource>): Promise<Readiness> => {
  const answers = await Promise.all([...sources].map(async ([name, source]) => ({ name, ...(await source.health()) })));
  return {
    parts: Object.fromEntries(answers.map(({ name, ready }) => [name, ready])),
    degraded: answers.flatMap(({ name, degraded }) => degraded.map((part) => `${name}: ${part}`)),
  };
};

/** What holds no certificate, or not the key of one, would only be noticed when nothing can be connected to any more. */
const usable = <Tls extends ClientTls>(settings: string, tls: Tls): Tls => {
  try {
    createSecureContext(tls);
    if (tls.ca !== undefined) new X509Certificate(tls.ca);
    return tls;
  } catch (error) {
    throw new Fatal(`${settings}: not usable (${(error as Error).message})`, { cause: error });
  }
};

const clientTls = ({ subgraphCa, subgraphCert, subgraphKey }: GatewayValues): ClientTls => {
  if ((subgraphCert === null) !== (subgraphKey === null))
    throw new Fatal('DAQIDI_SUBGRAPH_CERT_FILE and DAQIDI_SUBGRAPH_KEY_FILE go together');
  return usable('DAQIDI_SUBGRAPH_CA_FILE, _CERT_FILE, _KEY_FILE', {
    ...(subgraphCa === null ? {} : { ca: readPem('DAQIDI_SUBGRAPH_CA_FILE', subgraphCa) }),
    ...(subgraphCert === null ? {} : { cert: readPem('DAQIDI_SUBGRAPH_CERT_FILE', subgraphCert) }),
    ...(subgraphKey === null ? {} : { key: readPem('DAQIDI_SUBGRAPH_KEY_FILE', subgraphKey) }),
  });
};

const listenerTls = (settings: GatewayValues) => {
  const tls = serverTls(settings);
  return tls === null ? null : usable('DAQIDI_TLS_CERT_FILE, DAQIDI_TLS_KEY_FILE', tls);
};

const build = async (
  settings: GatewayValues,
  { lifecycle, log, metrics }: ProcessTools,
  clock: Clock,
): Promise<RunningGateway> => {
  const development = await issuerOf(settings, clock);
  let contextKey = contextPrivateKey(settings.contextKey);
  const sources = new Map<ServiceName, HttpDataSource>(
    serviceNames.map((name) => [
      name,
      createHttpDataSource({
        urls: settings[name].map((url) => `${url}/graphql`),
        deadline: settings.deadline,
        connections: settings.connections,
        tls: clientTls(settings),
      }),
    ]),
  );
  const tls = listenerTls(settings);
  let supergraph = supergraphOf(settings);
  const provider = signInProviderOf(settings);
  const files = filesFrom(settings, clock, systemRandomness);
  const gateway = createGateway({
    supergraphSdl: supergraph,
    dataSourceFor: (name) => {
      const source = sources.get(name as ServiceName);
      if (source === undefined) throw new Error(`the supergraph names an unknown subgraph: ${name}`);
      return source;
    },
    verifyToken: createTokenVerifier({
      keys: development === null ? { url: settings.jwksUrl ?? '' } : { jwks: development.jwks },
      issuer: settings.issuer,
      audience: settings.audience,
      kindClaim: settings.kindClaim,
      longestLife: settings.longestTokenLife,
      clock,
    }),
    signContext: createContextSigner(() => contextKey, clock),
    access: createAccess(parsePolicyRules(policyRules()), serviceNames.map(subgraphSdl)),
    ...edgeOptions(settings, development !== null),
    clock,
    randomness: systemRandomness,
    log,
    metrics,
    operationDeadline: settings.deadline,
    ...(files === null ? {} : { files }),
    ...(tls === null ? {} : { tls }),
    readiness: () => readinessOf(sources),
    host: settings.host,
    port: settings.port,
    ...(provider === undefined ? {} : { provider }),
    ...(development === null ? {} : { jwks: development.jwks, signIn: trialSignIn(development, settings) }),
  });
  lifecycle.register({
    name: 'gateway',
    start: async () => {
      const { url } = await gateway.start();
      log.info({ url }, 'listening');
    },
    stopAccepting: gateway.stop,
    stop: async () => {
      await Promise.all([...sources.values()].map((source) => source.close()));
      await files?.stop();
    },
  });
  return {
    gateway,
    reload: async (changed) => {
      // Everything is read, and the supergraph tried, before anything is exchanged.
      const [nextKey, nextTls, nextClientTls] = [contextPrivateKey(changed.contextKey), listenerTls(changed), clientTls(changed)];
      const nextSupergraph = supergraphOf(changed);
      // Only another one must find all subgraphs ready: keys and certificates change while one of them is away, too.
      if (nextSupergraph !== supergraph) await gateway.reload(nextSupergraph);
      supergraph = nextSupergraph;
      contextKey = nextKey;
      if (nextTls !== null) gateway.reloadTls(nextTls);
      for (const source of sources.values()) source.reload(nextClientTls);
    },
  };
};

/** Runs the gateway as a process of its own, in front of subgraphs on HTTP, until it is told to stop. */
export const runGateway = ({
  environment = process.env,
  clock = systemClock,
}: {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
} = {}) =>
  runProcess({
    name: 'gateway',
    config: defineConfig(gatewaySettings),
    environment,
    build: (settings, tools) => build(settings, tools, clock),
    reload: (running, settings) => running.reload(settings),
  });

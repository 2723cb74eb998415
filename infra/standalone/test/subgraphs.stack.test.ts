// Proves: on Kafka and MongoDB too, each of the five subgraphs keeps the subgraph contract.
import { openOn } from '@daqidi/standalone';
import { useServers } from './support/servers.js';
import { openStackGround } from './support/stack-ground.js';
import { testSubgraphs } from './support/subgraph-contracts.js';

testSubgraphs(async (options) => openOn(await openStackGround(useServers()), options));

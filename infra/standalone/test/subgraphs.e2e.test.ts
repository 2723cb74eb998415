// Proves: each of the five subgraphs keeps the subgraph contract, on the data that the scenario leaves behind.
import { testSubgraphs } from './support/subgraph-contracts.js';

testSubgraphs();

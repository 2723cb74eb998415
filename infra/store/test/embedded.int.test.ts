// The store keeps the core of its contract on the embedded driver, cleared as the embedded form does it. All of it: embedded.deep.test.ts.
import { coreChecks, storeContract } from './contract/store-contract.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

storeContract('embedded', { openBinding: openEmbeddedBinding, clearing: 'WITH_NEXT_SAVE' }, coreChecks);

// The store keeps every promise of its contract on the embedded driver when what was published is cleared at once.
import { storeContract } from './contract/store-contract.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

storeContract('embedded, cleared at once', { openBinding: openEmbeddedBinding });

// The store keeps every promise of its contract on the embedded driver, cleared as the embedded form does it.
import { storeContract } from './contract/store-contract.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

storeContract('embedded', { openBinding: openEmbeddedBinding, clearing: 'WITH_NEXT_SAVE' });

// The store keeps every promise of its contract on the embedded driver.
import { storeContract } from './contract/store-contract.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

storeContract('embedded', { openBinding: openEmbeddedBinding });
storeContract('embedded, cleared with the next save', { openBinding: openEmbeddedBinding, clearing: 'WITH_NEXT_SAVE' });

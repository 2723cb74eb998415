// The store keeps every promise of its contract on the embedded driver, whether what was published is cleared with the next save, as the
// embedded form does it, or at once.
import { storeContract } from './contract/store-contract.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

storeContract('embedded, cleared with the next save', { openBinding: openEmbeddedBinding, clearing: 'WITH_NEXT_SAVE' });
storeContract('embedded, cleared at once', { openBinding: openEmbeddedBinding });

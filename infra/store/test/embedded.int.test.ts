// The store keeps every promise of its contract on the embedded driver.
import { storeContract } from './contract/store-contract.js';
import { openEmbeddedBinding } from './support/embedded-binding.js';

storeContract('embedded', openEmbeddedBinding);

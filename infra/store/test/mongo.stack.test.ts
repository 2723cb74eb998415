// The store keeps every promise of its contract on the MongoDB server that MONGODB_URI names.
import { storeContract } from './contract/store-contract.js';
import { openMongoBinding } from './support/mongo-binding.js';

const uri = process.env.MONGODB_URI;
if (uri === undefined) test('MONGODB_URI names a server', () => Promise.reject(new Error('set MONGODB_URI to a MongoDB server')));
else storeContract('MongoDB', { openBinding: openMongoBinding(uri) });

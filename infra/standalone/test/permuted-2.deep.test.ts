// Proves: between quiescent steps, deliveries may come in any order that keeps each stream's: the final graph is the same.
// Two hundred seeded orders, half of them in a file of their own so that two cores share the work.
import { testOrders } from './support/orders.js';

testOrders(101, 'EMBEDDED');

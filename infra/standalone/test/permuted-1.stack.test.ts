// Proves: on Kafka and MongoDB too, deliveries may come in any order that keeps each stream's: the final graph is the same.
import { testOrders } from './support/orders.js';

testOrders(1, 'SERVERS');

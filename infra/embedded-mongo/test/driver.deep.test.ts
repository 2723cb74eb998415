// Promise: over many generated sequences, mongoose models on the embedded driver answer as they do on MongoDB.
import { shareOf } from '@daqidi/testing';
import { driverContract } from './contract/driver-contract.js';
import { openTemporary } from './support/open-temporary.js';

driverContract('embedded driver, at length', openTemporary, shareOf(600));

// The slowest first, so that they do not run alone at the end: as the last run measured them, else by their tier.
import Sequencer from '@jest/test-sequencer';

const tiers = ['proof', 'deep', 'chaos', 'stack', 'browser', 'e2e', 'int', 'unit'];
const rank = ({ context }) => tiers.indexOf(context.config.displayName.name);

export default class SlowestFirst extends Sequencer {
  sort(tests) {
    return super.sort([...tests]).sort((a, b) => (b.duration ?? 0) - (a.duration ?? 0) || rank(a) - rank(b));
  }
}

import { byId } from './dom.js';
import { plural } from './format.js';

// Screen readers lose what comes faster than they speak: what happens together is told together.
const GATHER_MS = 700;

const region = byId('announcer');
let gathered = [];

/** Tells the end of a picture to screen readers; many at once as a count. */
export function announce(name, outcome, words) {
  gathered.push({ name, outcome, words });
  if (gathered.length === 1) setTimeout(tell, GATHER_MS);
}

function tell() {
  const failed = gathered.filter(entry => entry.outcome === 'Failed').length;
  region.textContent = gathered.length === 1
    ? `${gathered[0].name}: ${gathered[0].words}`
    : `${plural(gathered.length - failed, 'picture')} completed${failed > 0 ? `, ${failed} failed` : ''}`;
  gathered = [];
}

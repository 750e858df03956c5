// The service keeps no file names: the page remembers those of its latest pictures, so that a reload shows them again.
const KEY = 'detection.names';
const KEPT = 500;

/** The file name of a detection sent from this browser, or undefined. */
export const nameOf = id => read().find(([known]) => known === id)?.[1];

/** Remembers the file name of a detection. */
export function remember(id, name) {
  try {
    localStorage.setItem(KEY, JSON.stringify([...read(), [id, name]].slice(-KEPT)));
  } catch (error) {
    // Storage may be full or forbidden; names are a convenience.
    console.debug('Names are not kept.', error);
  }
}

function read() {
  try {
    const names = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}

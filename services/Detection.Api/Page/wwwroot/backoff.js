/** Growing pauses between attempts: doubled each time, a little random so that many pages do not come back at once. */
export class Backoff {
  #first;
  #longest;
  #next;

  constructor(firstMs = 1000, longestMs = 20_000) {
    this.#first = this.#next = firstMs;
    this.#longest = longestMs;
  }

  /** Milliseconds to pause now; at least `atLeastSeconds`, where the service asked for that. */
  next(atLeastSeconds = 0) {
    const pause = Math.max(this.#next * (0.8 + 0.4 * Math.random()), atLeastSeconds * 1000);
    this.#next = Math.min(this.#next * 2, this.#longest);
    return pause;
  }

  reset() {
    this.#next = this.#first;
  }
}

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** Sleeps, but no longer than until the browser says that the network is back. */
export function sleepOrOnline(ms) {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}

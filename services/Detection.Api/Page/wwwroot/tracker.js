import { getDetection, listDetections } from './api.js';
import { Backoff, sleep, sleepOrOnline } from './backoff.js';
import { Problem, Unreachable } from './problem.js';

const POLLERS = 2;
const SWEEP_EVERY_MS = 1000;
const SWEEP_LIMIT = 50;
const ORDER = { Queued: 0, Processing: 1, Completed: 2, Failed: 2 };

export const isFinished = detection => ORDER[detection.status] === 2;

/**
 * Follows detections until they finish. A connection each would leave none for anything else, so two pollers wait on
 * the oldest (work is done in order), and while there are more, one glance a second at the newest page keeps the others' states fresh.
 */
export class Tracker {
  /** id -> { id, status, since, onChange, busy, expired, notBefore } in the order of arrival */
  #pending = new Map();
  #pollers = 0;
  #sweeping = false;
  #onReach;

  /** @param {(reachable: boolean) => void} onReach told whether the service answers */
  constructor(onReach) {
    this.#onReach = onReach;
  }

  /** Calls `onChange` with each newer state of a detection, and last with the finished one, complete. */
  follow(id, status, onChange) {
    this.#pending.set(id, { id, status, since: performance.now(), onChange, busy: false, expired: 0, notBefore: 0 });
    for (let count = Math.min(POLLERS, this.#pending.size); this.#pollers < count;) this.#poll();
    if (!this.#sweeping && this.#pending.size > POLLERS) this.#sweep();
  }

  /** Stops following; nothing where it was not followed. */
  forget(id) {
    this.#pending.delete(id);
  }

  async #poll() {
    this.#pollers++;
    const backoff = new Backoff();
    while (this.#pending.size > 0) {
      const entry = this.#oldestDue();
      if (!entry) {
        await sleep(100);
        continue;
      }
      entry.busy = true;
      try {
        await this.#ask(entry);
        backoff.reset();
      } catch (error) {
        await this.#pause(error, backoff);
      }
      entry.busy = false;
    }
    this.#pollers--;
  }

  /** The oldest that no poller waits on and that has not just been waited for in vain. */
  #oldestDue() {
    const now = performance.now();
    for (const entry of this.#pending.values()) {
      if (!entry.busy && entry.notBefore <= now) return entry;
    }
    return undefined;
  }

  async #ask(entry) {
    // Short at first and while it is queued, so that 'Processing' is seen; long once only the end is left.
    const young = performance.now() - entry.since < 1000;
    const wait = entry.status === 'Processing' ? 30 : young ? 0 : 2;
    try {
      this.#take(entry, await getDetection(entry.id, wait));
    } catch (error) {
      if (!(error instanceof Problem) || error.passing || error.status >= 500) throw error;
      this.#pending.delete(entry.id);
      entry.onChange({ id: entry.id, status: 'Failed', problem: error });
    }
    this.#onReach(true);
    // One that stays where it is must not keep the pollers from those behind it.
    entry.notBefore = performance.now() + (young ? 120 : Math.min(30_000, 500 * 2 ** entry.expired++));
  }

  async #sweep() {
    this.#sweeping = true;
    const backoff = new Backoff();
    while (this.#pending.size > POLLERS) {
      await sleep(SWEEP_EVERY_MS);
      try {
        for (const item of (await listDetections(SWEEP_LIMIT)).items) {
          const entry = this.#pending.get(item.id);
          if (entry && !entry.busy && item.status !== entry.status) this.#take(entry, item);
        }
        backoff.reset();
      } catch (error) {
        await this.#pause(error, backoff);
      }
    }
    this.#sweeping = false;
  }

  #take(entry, detection) {
    // Two answers may overtake each other: nothing goes backwards.
    if (!this.#pending.has(entry.id) || ORDER[detection.status] < ORDER[entry.status]) return;
    // A page of the list may leave the boxes out: then a poller fetches the whole.
    if (detection.status === 'Completed' && !detection.detections) {
      entry.status = 'Processing';
      entry.notBefore = 0;
      return;
    }
    if (isFinished(detection)) this.#pending.delete(entry.id);
    if (detection.status !== entry.status) entry.expired = 0;
    entry.status = detection.status;
    entry.onChange(detection);
  }

  async #pause(error, backoff) {
    if (!(error instanceof Unreachable) && !(error instanceof Problem)) throw error;
    if (error instanceof Unreachable) this.#onReach(false);
    await sleepOrOnline(backoff.next(error.retryAfter));
  }
}

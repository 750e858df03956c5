import { getReadiness } from './api.js';
import { Backoff, sleepOrOnline } from './backoff.js';
import { Problem, Unreachable } from './problem.js';
import { upload } from './upload.js';

// A browser opens six connections to one origin: three send, two wait for results, one is left for the rest.
const AT_ONCE = 3;

// The service answers but the sending breaks each time: it is this file, not the network.
const BROKEN_SENDS = 4;

/** Sends pictures in the order they came, a few at a time. Away or busy is waited out; a refusal is final. */
export class Submissions {
  #waiting = [];
  #running = 0;
  #onReach;

  /** @param {(reachable: boolean) => void} onReach told whether the service answers, where that was in doubt */
  constructor(onReach) {
    this.#onReach = onReach;
  }

  /** @param {{file: File, options: URLSearchParams, onUpdate: (change: object) => void, onAccepted: (detection: object) => void}[]} jobs */
  add(jobs) {
    this.#waiting.push(...jobs);
    while (this.#running < AT_ONCE && this.#waiting.length > 0) this.#run();
  }

  async #run() {
    this.#running++;
    for (let job = this.#waiting.shift(); job; job = this.#waiting.shift()) {
      await this.#send(job);
    }
    this.#running--;
  }

  async #send(job) {
    const backoff = new Backoff();
    for (let broken = 0; ;) {
      try {
        job.onUpdate({ status: 'Uploading', progress: 0, note: '' });
        job.onAccepted(await upload(job.file, job.options, progress => job.onUpdate({ progress })));
        return;
      } catch (error) {
        if (!(error instanceof Unreachable) && !(error instanceof Problem && error.passing))
          return job.onUpdate({ status: 'Failed', error: asProblem(error) });
        if (error instanceof Unreachable && await this.#answers() && ++broken === BROKEN_SENDS)
          return job.onUpdate({ status: 'Failed', error: cutOff() });

        const pause = backoff.next(error.retryAfter);
        const why = error instanceof Problem ? sentence(error.title) : 'The service cannot be reached.';
        job.onUpdate({ status: 'Waiting', note: `${why} Trying again in ${Math.ceil(pause / 1000)} s.` });
        await sleepOrOnline(pause);
      }
    }
  }

  async #answers() {
    let reachable = false;
    try {
      reachable = (await getReadiness()).ok;
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
    this.#onReach(reachable);
    return reachable;
  }
}

const sentence = text => (/[.!?]$/.test(text) ? text : `${text}.`);

const asProblem = error => (error instanceof Problem
  ? error
  : new Problem({ title: 'The answer was not understood', detail: error.message }));

const cutOff = () => new Problem({
  title: 'The picture could not be sent',
  detail: 'The connection broke each time, though the service answers. The file may be larger than the service takes, or it changed or moved since it was added.',
});

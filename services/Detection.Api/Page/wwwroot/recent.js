import { listDetections } from './api.js';
import { Backoff, sleepOrOnline } from './backoff.js';
import { Card } from './card.js';
import { byId, setText } from './dom.js';
import { nameOf } from './names.js';
import { Problem, Unreachable } from './problem.js';
import { isFinished } from './tracker.js';
import { enlarge } from './viewer.js';

const PAGE_SIZE = 12;

/** What was detected before this visit, newest first, so that a reload loses nothing. */
export class Recent {
  #list = byId('recent-cards');
  #more = byId('load-more');
  #problem = byId('recent-problem');
  #tracker;
  #visit;
  #next = null;
  size = 0;

  constructor(tracker, visit) {
    this.#tracker = tracker;
    this.#visit = visit;
    this.#more.addEventListener('click', () => this.#loadMore());
  }

  /** Reads the first page; while the service is away, again and again. */
  async start() {
    const backoff = new Backoff();
    for (;;) {
      try {
        return await this.#load();
      } catch (error) {
        if (!(error instanceof Unreachable) && !(error instanceof Problem)) throw error;
        await sleepOrOnline(backoff.next(error.retryAfter));
      }
    }
  }

  async #loadMore() {
    this.#more.disabled = true;
    try {
      await this.#load();
    } catch (error) {
      if (!(error instanceof Unreachable) && !(error instanceof Problem)) throw error;
      setText(this.#problem, `Earlier detections could not be read: ${error.message}.`);
    }
    this.#more.disabled = false;
  }

  async #load() {
    const { items, next } = await listDetections(PAGE_SIZE, this.#next);
    setText(this.#problem, '');
    this.#next = next;
    const cards = items.filter(item => !this.#visit.has(item.id)).map(item => this.#card(item));
    this.#list.append(...cards.map(card => card.element));
    this.size += cards.length;
    byId('recent').hidden = this.size === 0;
    this.#more.hidden = !next;
  }

  #card(item) {
    const name = nameOf(item.id) ?? item.reference ?? `Detection ${item.id.slice(0, 8)}`;
    const card = new Card({ name }, { onEnlarge: (shown, view, sources) => enlarge(shown.name, view, sources) });
    const whole = isFinished(item) && (item.status === 'Failed' || item.detections);
    // Unfinished, or told without its boxes: follow it, which ends with the whole.
    card.show(whole ? item : { ...item, status: isFinished(item) ? 'Processing' : item.status });
    if (!whole) this.#tracker.follow(item.id, card.status, newer => card.show(newer));
    return card;
  }
}

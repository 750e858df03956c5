import { announce } from './announcer.js';
import { Card } from './card.js';
import { breathe, byId } from './dom.js';
import { remember } from './names.js';
import { summary } from './objects.js';
import { isFinished } from './tracker.js';
import { enlarge } from './viewer.js';

// Cards made in one go before the browser gets to draw.
const BATCH = 24;

/** The pictures added in this visit: newest on top, each sent, followed and shown. */
export class Visit {
  #cards = new Set();
  #list = byId('cards');
  #submissions;
  #tracker;
  #options;
  #onCards;

  /** @param {() => void} onCards told when cards were added or taken away */
  constructor(submissions, tracker, options, onCards) {
    this.#submissions = submissions;
    this.#tracker = tracker;
    this.#options = options;
    this.#onCards = onCards;
    byId('clear').addEventListener('click', () => this.#clear());
    addEventListener('beforeunload', event => this.#unsent > 0 && event.preventDefault());
  }

  get size() {
    return this.#cards.size;
  }

  /** Whether a detection is one of this visit's. */
  has(id) {
    return [...this.#cards].some(card => card.detection?.id === id);
  }

  /** Adds pictures, with the options as they are now. */
  async add(files) {
    const options = this.#options.query();
    const before = this.#list.firstElementChild;
    for (let start = 0; start < files.length; start += BATCH) {
      const cards = files.slice(start, start + BATCH).map(file => new Card({ file, name: file.name || 'Pasted picture', options }, {
        onEnlarge: (shown, view, sources) => enlarge(shown.name, view, sources),
        onAgain: again => this.add([again.file]),
      }));
      for (const card of cards) this.#cards.add(card);
      // Newer additions above older ones, and within one the order they came in, which is the order of the work.
      const anchor = before?.isConnected ? before : null;
      for (const card of cards) this.#list.insertBefore(card.element, anchor);
      this.#submissions.add(cards.map(card => this.#job(card)));
      this.#changed();
      await breathe();
    }
  }

  #job(card) {
    return {
      file: card.file,
      options: card.options,
      onUpdate: change => {
        card.update(change);
        if (change.status === 'Failed') this.#ended(card, `failed. ${change.error.title}`);
        else if (change.status) this.#tally();
      },
      onAccepted: detection => {
        remember(detection.id, card.name);
        this.#show(card, detection);
        if (!isFinished(detection)) this.#tracker.follow(detection.id, detection.status, newer => this.#show(card, newer));
      },
    };
  }

  #show(card, detection) {
    card.show(detection);
    if (!isFinished(detection)) return this.#tally();
    this.#ended(card, detection.status === 'Completed' ? summary(detection.detections) : `failed. ${detection.error?.message ?? detection.problem?.title ?? ''}`);
  }

  #ended(card, words) {
    announce(card.name, card.status, words);
    this.#tally();
  }

  get #unsent() {
    return this.#count('Waiting') + this.#count('Uploading');
  }

  #count(status) {
    let count = 0;
    for (const card of this.#cards) if (card.status === status) count++;
    return count;
  }

  #clear() {
    for (const card of this.#cards) {
      if (card.status !== 'Completed' && card.status !== 'Failed') continue;
      card.dispose();
      card.element.remove();
      this.#cards.delete(card);
    }
    this.#changed();
  }

  #changed() {
    byId('visit').hidden = this.#cards.size === 0;
    this.#tally();
    this.#onCards();
  }

  #tally() {
    const completed = this.#count('Completed');
    const failed = this.#count('Failed');
    byId('tally').textContent = [`${completed} of ${this.#cards.size} done`, failed > 0 ? `${failed} failed` : null].filter(Boolean).join(' · ');
    byId('clear').hidden = completed + failed === 0;
  }
}

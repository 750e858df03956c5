import { getModels, getReadiness } from './api.js';
import { Backoff, sleepOrOnline } from './backoff.js';
import { byId, el, setText } from './dom.js';
import { plural } from './format.js';
import { Problem, Unreachable } from './problem.js';

const LOOK_EVERY_MS = 10_000;

const STATES = {
  ready: ['Ready', 'Pictures are accepted, kept and worked on.'],
  degraded: ['No worker', 'No worker is running. Pictures are accepted and kept; they run as soon as one is there.'],
  unready: ['Not ready', 'The service answers but cannot accept pictures now. The page keeps trying.'],
  away: ['Away', 'The service cannot be reached. The page keeps trying; nothing is lost.'],
};

/** The header: how the service is, and which model runs on what. */
export class Service {
  #root = byId('service');
  #onModels;

  /** @param {(models: object[]) => void} onModels told the models at each look */
  constructor(onModels) {
    this.#onModels = onModels;
    document.addEventListener('keydown', event => event.key === 'Escape' && this.#close());
    document.addEventListener('click', event => this.#root.contains(event.target) || this.#close());
  }

  /** Looks every few seconds, sooner while something is wrong, and not while nobody sees it. */
  async watch() {
    const backoff = new Backoff(1000, LOOK_EVERY_MS);
    for (;;) {
      const well = document.hidden || await this.#look();
      if (well) backoff.reset();
      await sleepOrOnline(well ? LOOK_EVERY_MS : backoff.next());
    }
  }

  /** Whether the service answers, as somebody else found out. */
  reachable(answers) {
    const away = this.#root.dataset.state === 'away';
    if (away !== answers) return;
    if (answers) this.#look();
    else this.#show('away');
  }

  async #look() {
    try {
      const readiness = await getReadiness();
      const state = !readiness.ok ? 'unready' : /^degraded$/i.test(readiness.status) ? 'degraded' : 'ready';
      this.#show(state, state === 'unready' ? explain(readiness.checks) : '');
      const models = readiness.ok ? await getModels() : [];
      this.#models(models);
      return state === 'ready';
    } catch (error) {
      if (error instanceof Unreachable) this.#show('away');
      else if (error instanceof Problem) this.#show('unready', error.detail || error.title);
      else throw error;
      return false;
    }
  }

  #show(state, detail) {
    const [word, sentence] = STATES[state];
    const label = byId('service-state');
    // Only a change is told to screen readers, and only a change writes the text.
    if (label.textContent !== word) label.textContent = word;
    this.#root.dataset.state = state;
    byId('service-detail').textContent = detail || sentence;
    setText(byId('banner'), state === 'ready' ? '' : detail || sentence);
  }

  #models(models) {
    const main = models.find(model => model.isDefault) ?? models[0];
    const more = models.length > 1 ? `, +${models.length - 1}` : '';
    byId('service-model').textContent = main ? `${main.name} on ${main.provider}${more}` : '';
    this.#root.querySelector('summary').title = main?.providerNote ?? '';
    byId('service-models').replaceChildren(...models.map(describe));
    this.#onModels(models);
  }

  #close() {
    this.#root.open = false;
  }
}

/** Which of the checks fail and why; empty where the service does not say. */
function explain(checks) {
  const failing = Object.entries(checks ?? {}).filter(([, check]) => !check.ok);
  const reasons = failing.map(([name, { detail }]) => (detail ? `${name} (${detail})` : name)).join(', ');
  return reasons && `Pictures cannot be accepted now: trouble with ${reasons}. The page keeps trying.`;
}

function describe({ name, provider, providerNote, gpuUnused, labels, workers, inputWidth, inputHeight }) {
  const facts = [
    labels && `${labels.length} classes`,
    inputWidth && `${inputWidth} × ${inputHeight}`,
    workers && plural(workers, 'worker'),
  ].filter(Boolean).join(' · ');
  return el('li', {},
    el('p', { className: 'model-name' }, name, el('span', { className: 'provider' }, provider)),
    el('p', { className: 'model-facts' }, facts),
    providerNote ? el('p', { className: 'model-note' }, gpuUnused ? `The GPU is not used: ${providerNote}` : providerNote) : null);
}

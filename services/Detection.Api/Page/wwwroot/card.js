import { cardActions } from './actions.js';
import { byId, el, setText } from './dom.js';
import { bytes, clock, duration, plural } from './format.js';
import { renderObjects } from './objects.js';
import { Picture } from './picture.js';
import { Problem } from './problem.js';

const template = document.querySelector('#card-template');

/** One picture on the page, from the moment it is added (or read from the list) to its result. */
export class Card {
  element = template.content.firstElementChild.cloneNode(true);
  status = 'Waiting';
  /** The detection as the service last told it; null until it is accepted. */
  detection = null;
  /** The File, where it was added in this visit; null where it comes from the list. */
  file;
  name;
  #root = byId('card', this.element);
  #picture;
  #preview = null;
  #handlers;

  /**
   * @param {{file?: File, name: string, options?: URLSearchParams}} source
   * @param {{onEnlarge: (card: Card, view: string, sources: object) => void, onAgain?: (card: Card) => void}} handlers
   */
  constructor(source, handlers) {
    this.file = source.file ?? null;
    this.name = source.name;
    this.options = source.options ?? null;
    this.#handlers = handlers;
    this.#picture = new Picture(this.#root, (view, sources) => handlers.onEnlarge(this, view, sources));
    this.#part('card-name').textContent = this.name;
    this.#part('card-name').title = this.name;
    if (this.file) {
      this.#preview = URL.createObjectURL(this.file);
      this.#picture.set({ original: this.#preview }, this.name);
      this.#part('card-facts').textContent = bytes(this.file.size);
    }
  }

  /** Shows what changed: status, upload progress (0 to 1), a note, or the problem that ended it. */
  update({ status = this.status, progress, note, error }) {
    this.status = this.#root.dataset.status = status;
    this.#part('card-status').textContent = status;
    const bar = this.#part('card-progress');
    bar.hidden = status !== 'Uploading';
    if (progress !== undefined) bar.value = progress;
    if (note !== undefined) setText(this.#part('card-note'), note);
    if (error) this.#fail(error);
  }

  /** Shows a detection as the service tells it. */
  show(detection) {
    this.detection = { ...this.detection, ...detection };
    this.update({ status: detection.status, note: '' });
    if (detection.status === 'Completed') this.#complete(this.detection);
    if (detection.status === 'Failed') this.#fail(detection.problem ?? Problem.ofDetection(detection.error));
    if (!this.file) {
      this.#picture.set(this.#sources(), this.name);
      if (detection.status !== 'Completed') this.#facts([clock(this.detection.queuedAt)]);
    }
  }

  /** Lets go of what the browser keeps for the preview. */
  dispose() {
    if (this.#preview) URL.revokeObjectURL(this.#preview);
  }

  #complete(detection) {
    const { image, stages, model, provider, detections, reference } = detection;
    this.#facts([
      image && `${image.width} × ${image.height}`,
      [model, provider && `on ${provider}`].filter(Boolean).join(' '),
      plural(detections.length, 'object'),
      reference === this.name ? null : reference,
      this.file ? null : clock(detection.queuedAt),
    ]);
    this.#picture.set(this.#sources(), this.name);
    renderObjects(this.#part('card-objects'), detections, object => this.#picture.mark(object?.box, image));
    this.#part('card-objects').hidden = false;
    this.#timings(stages ?? {});
    this.#actions();
  }

  #fail(problem) {
    const box = this.#part('card-error');
    box.hidden = false;
    box.querySelector('.error-title').textContent = problem.title;
    setText(box.querySelector('.error-detail'), problem.detail);
    setText(box.querySelector('.error-code'), problem.code || (problem.status ? `HTTP ${problem.status}` : ''));
    this.#actions();
  }

  #facts(parts) {
    // A line breaks between facts, not inside one.
    this.#part('card-facts').textContent = parts.filter(Boolean).map(part => part.replaceAll(' ', '\u00a0')).join(' · ');
  }

  #timings(stages) {
    const rows = [['Queue', stages.queue], ['Inference', stages.infer], ['Total', stages.total]].filter(([, time]) => Number.isFinite(time));
    const list = this.#part('card-timings');
    list.hidden = rows.length === 0;
    list.replaceChildren(...rows.map(([name, time]) => el('div', {}, el('dt', {}, name), el('dd', {}, duration(time)))));
  }

  #actions() {
    const actions = cardActions(this, this.#handlers.onAgain);
    this.#part('card-actions').hidden = actions.length === 0;
    this.#part('card-actions').replaceChildren(...actions);
  }

  #sources() {
    const links = this.detection?.links ?? {};
    return {
      original: this.#preview ?? links.image,
      annotated: this.status === 'Completed' ? links.annotated ?? undefined : undefined,
    };
  }

  #part(name) {
    return byId(name, this.#root);
  }
}

import { byId } from './dom.js';

/** The picture of a card: a preview while it waits, then annotated or original, with a marker for the object pointed at. */
export class Picture {
  #img;
  #views;
  #marker;
  #open;
  #sources = {};
  #shown = 'annotated';

  /** @param {HTMLElement} root the card  @param {(view: string, sources: object) => void} onEnlarge */
  constructor(root, onEnlarge) {
    this.#img = byId('card-image', root);
    this.#views = byId('card-views', root);
    this.#open = byId('card-enlarge', root);
    this.#marker = root.querySelector('.marker');
    this.#img.addEventListener('load', () => this.#loaded(true));
    this.#img.addEventListener('error', () => this.#loaded(false));
    this.#open.addEventListener('click', () => onEnlarge(this.#shown, this.#sources));
    this.#views.addEventListener('click', event => {
      const view = event.target.closest('button')?.dataset.view;
      if (view) this.#show(view);
    });
  }

  /** @param {{original?: string, annotated?: string}} sources addresses; the annotated picture is shown first where there is one */
  set(sources, name) {
    this.#sources = sources;
    this.#img.alt = name;
    this.#open.setAttribute('aria-label', `Enlarge ${name}`);
    this.#views.hidden = !(sources.original && sources.annotated);
    this.#show(sources.annotated ? 'annotated' : 'original');
  }

  /** Marks a box in pixels of the upright picture; null takes the mark away. The svg scales exactly as the picture does. */
  mark(box, size) {
    const rect = this.#marker.firstElementChild;
    rect.toggleAttribute('hidden', !box);
    if (!box) return;
    this.#marker.setAttribute('viewBox', `0 0 ${size.width} ${size.height}`);
    for (const side of ['x', 'y', 'width', 'height']) rect.setAttribute(side, box[side]);
  }

  #show(view) {
    this.#shown = view;
    for (const button of this.#views.children) button.setAttribute('aria-pressed', String(button.dataset.view === view));
    const source = this.#sources[view];
    if (!source) return this.#loaded(false);
    this.#img.hidden = false;
    if (this.#img.getAttribute('src') !== source) this.#img.src = source;
  }

  #loaded(good) {
    this.#img.hidden = !good;
    this.#open.disabled = !good;
  }
}

import { getPicture } from './api.js';
import { byId, el, setText } from './dom.js';
import { Problem, Unreachable } from './problem.js';

// Drawn for this page (Page/samples). A model that knows none of a picture's labels has nothing to show on it.
const SAMPLES = [
  { name: 'whiteboard.jpg', shows: 'A whiteboard with a sketch in marker', labels: ['circle', 'arrow', 'rectangle', 'triangle', 'heart', 'cross', 'star', 'hexagon'] },
  { name: 'signs.jpg', shows: 'Signs at a roadside', labels: ['triangle', 'circle', 'arrow', 'pentagon', 'hexagon', 'rectangle', 'cross'] },
  { name: 'collage.jpg', shows: 'A collage of cut paper', labels: ['star', 'circle', 'triangle', 'hexagon', 'heart', 'rectangle', 'cross', 'pentagon'] },
  { name: 'notebook.jpg', shows: 'A page of a notebook with shapes in pencil and pen', labels: ['star', 'heart', 'circle', 'triangle', 'rectangle', 'arrow', 'pentagon', 'cross'] },
  { name: 'street.jpg', shows: 'A drawn street with a bus and a car', labels: ['bus', 'car', 'traffic light', 'clock', 'stop sign'] },
];

/** Pictures for a first try without one at hand; a click submits one like a dropped file. */
export class Samples {
  #list = byId('sample-list');
  #problem = byId('sample-problem');
  #offered = '';
  #onFiles;

  constructor(onFiles) {
    this.#onFiles = onFiles;
  }

  /** The default model: those pictures are offered on which it can find something. None known: they stay as they are. */
  set model(model) {
    if (!model) return;
    const suited = SAMPLES.filter(({ labels }) => labels.some(label => model.labels.includes(label)));
    const offered = suited.map(({ name }) => name).join();
    if (offered === this.#offered) return;
    this.#offered = offered;
    this.#list.replaceChildren(...suited.map(sample => el('li', {}, this.#button(sample))));
    byId('samples').hidden = suited.length === 0;
  }

  #button({ name, shows }) {
    const button = el('button', { type: 'button', className: 'sample', title: shows, 'data-testid': 'sample' },
      el('img', { src: path(name), alt: shows, width: 160, height: 120, decoding: 'async' }));
    button.addEventListener('click', () => this.#submit(name));
    return button;
  }

  async #submit(name) {
    try {
      const picture = await getPicture(path(name));
      setText(this.#problem, '');
      this.#onFiles([new File([picture], name, { type: picture.type })]);
    } catch (error) {
      if (!(error instanceof Unreachable) && !(error instanceof Problem)) throw error;
      setText(this.#problem, `The sample could not be read: ${error.message}`);
    }
  }
}

const path = name => `/samples/${name}`;

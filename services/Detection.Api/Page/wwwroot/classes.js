import { joinNames, splitNames } from './classlist.js';
import { byId, el, setText } from './dom.js';

/** The filter by class: type or pick a label, it becomes a chip. */
export class Classes {
  #chosen = [];
  #labels = [];
  #chips = byId('class-chips');
  #entry = document.querySelector('#class-entry');
  #problem = document.querySelector('#class-problem');
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    this.#entry.addEventListener('keydown', event => this.#key(event));
    this.#entry.addEventListener('input', () => {
      setText(this.#problem, '');
      // Picking from the list fills the field at once, typing letter by letter: only an exact label is taken without Enter.
      if (/,\s*$/.test(this.#entry.value)) this.#take();
    });
    this.#entry.addEventListener('change', () => this.#take());
  }

  /** Labels chosen, in the order of choosing; empty: all classes. */
  get chosen() {
    return [...this.#chosen];
  }

  /**
   * The labels that can be chosen; empty where no model is known, and then anything can be typed. What was chosen before
   * and is none of them (the model came later, or is another one now) goes back into the field, to be put right.
   */
  set labels(labels) {
    if (labels.length === this.#labels.length && labels.every((label, i) => label === this.#labels[i])) return;
    this.#labels = labels;
    document.querySelector('#class-labels').replaceChildren(...labels.map(value => el('option', { value })));
    const chosen = this.#chosen;
    if (chosen.length === 0) return;
    this.#chosen = [];
    const typed = this.#entry.value;
    this.#entry.value = joinNames(chosen);
    this.#take();
    this.#entry.value = [this.#entry.value, typed].filter(Boolean).join(', ');
  }

  #key(event) {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#take();
    } else if (event.key === 'Backspace' && this.#entry.value === '' && this.#chosen.length > 0) {
      this.#remove(this.#chosen.at(-1));
    }
  }

  #take() {
    // Picked from the list, a label stands there as it is, commas and all.
    const words = this.#find(this.#entry.value) ? [this.#entry.value] : splitNames(this.#entry.value);
    const unknown = [];
    for (const word of words) {
      const label = this.#labels.length === 0 ? word : this.#find(word);
      if (!label) unknown.push(word);
      else if (!this.#chosen.includes(label)) this.#chosen.push(label);
    }
    this.#entry.value = joinNames(unknown);
    setText(this.#problem, unknown.length > 0 ? `The model has no class “${unknown[0]}”.` : '');
    this.#render();
  }

  #find(word) {
    return this.#labels.find(known => known.trim().toLowerCase() === word.trim().toLowerCase());
  }

  #remove(label) {
    this.#chosen = this.#chosen.filter(other => other !== label);
    this.#render();
    this.#entry.focus();
  }

  #render() {
    this.#chips.replaceChildren(...this.#chosen.map(label => {
      const button = el('button', { type: 'button', className: 'chip', 'aria-label': `Remove ${label}` }, label, el('span', { 'aria-hidden': 'true' }, '×'));
      button.addEventListener('click', () => this.#remove(label));
      return el('li', {}, button);
    }));
    this.#onChange();
  }
}

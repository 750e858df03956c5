import { Classes } from './classes.js';
import { joinNames } from './classlist.js';
import { byId, el } from './dom.js';
import { percent } from './format.js';

/** The options panel. They are read when a picture is added, so that a later change does not touch what is under way. */
export class Options {
  #panel = byId('options');
  #form = this.#panel.querySelector('form');
  #classes = new Classes(() => this.#summarise());
  #models = [];

  constructor() {
    this.#form.addEventListener('input', () => this.#changed());
    this.#form.addEventListener('submit', event => event.preventDefault());
    // Beside the drop zone there is room for it; on a phone it starts closed.
    this.#panel.open = matchMedia('(min-width: 56rem)').matches;
    this.#changed();
  }

  /** The options as they are now, as a query; what is left at the service's default is left out, but for the confidence, which is shown. */
  query() {
    const { confidence, annotate, reference, model } = this.#form.elements;
    const query = new URLSearchParams({ confidence: confidence.value });
    if (this.#classes.chosen.length > 0) query.set('classes', joinNames(this.#classes.chosen));
    if (model.value) query.set('model', model.value);
    if (!annotate.checked) query.set('annotate', 'false');
    if (reference.value.trim()) query.set('reference', reference.value.trim());
    return query;
  }

  /** Offers the models there are; a choice of one is no choice and stays hidden. */
  set models(models) {
    if (JSON.stringify(models) === JSON.stringify(this.#models)) return;
    this.#models = models;
    const select = this.#form.elements.model;
    const before = select.value;
    const several = models.length > 1;
    select.replaceChildren(...(several
      ? models.map(({ name, isDefault }) => el('option', { value: isDefault ? '' : name }, name))
      : [el('option', { value: '' }, 'Default')]));
    if (models.some(({ name }) => name === before)) select.value = before;
    else select.value = '';
    byId('model-field').hidden = !several;
    this.#changed();
  }

  #changed() {
    byId('confidence-value').value = percent(Number(this.#form.elements.confidence.value));
    const chosen = this.#form.elements.model.value;
    const model = this.#models.find(({ name, isDefault }) => (chosen ? name === chosen : isDefault)) ?? this.#models[0];
    this.#classes.labels = model?.labels ?? [];
    this.#summarise();
  }

  #summarise() {
    const { confidence, model, annotate } = this.#form.elements;
    const classes = this.#classes.chosen;
    byId('options-summary').textContent = [
      `${percent(Number(confidence.value))} and above`,
      classes.length > 0 ? classes.join(', ') : 'all classes',
      model.value || null,
      annotate.checked ? null : 'no boxes drawn',
    ].filter(Boolean).join(' · ');
  }
}

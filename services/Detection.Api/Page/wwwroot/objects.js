import { el } from './dom.js';
import { percent, plural } from './format.js';

// A crowd of three hundred is told as a number; who wants each of them asks for more.
const SHOWN_PER_LABEL = 4;

/** Objects by label: the most frequent first, each group's strongest first. */
export function group(detections) {
  const groups = Map.groupBy(detections, object => object.label);
  return [...groups]
    .map(([label, objects]) => ({ label, objects: objects.toSorted((a, b) => b.confidence - a.confidence) }))
    .toSorted((a, b) => b.objects.length - a.objects.length || b.objects[0].confidence - a.objects[0].confidence);
}

/** "4 person, 1 bus", for a line of text or a screen reader. */
export const summary = detections =>
  group(detections).map(({ label, objects }) => `${objects.length} ${label}`).join(', ') || 'no objects';

/**
 * Fills the list of objects of a card.
 * @param {(object: object | null) => void} onPoint told which object the pointer is on
 */
export function renderObjects(container, detections, onPoint) {
  container.replaceChildren(...(detections.length > 0
    ? group(detections).map(entry => renderGroup(entry, onPoint))
    : [el('p', { className: 'objects-none' }, 'Nothing found. A lower confidence may show more.')]));
}

function renderGroup({ label, objects }, onPoint) {
  const rows = objects.slice(0, SHOWN_PER_LABEL).map(object => renderObject(object, onPoint));
  const list = el('ul', { className: 'object-rows', 'aria-label': `Confidence of each ${label}` }, ...rows);
  const rest = objects.length - rows.length;
  const more = rest > 0 ? el('button', { type: 'button', className: 'as-link small' }, `${rest} more`) : null;
  more?.addEventListener('click', () => {
    list.append(...objects.slice(SHOWN_PER_LABEL).map(object => renderObject(object, onPoint)));
    more.remove();
  });
  return el('div', { className: 'object-group' },
    el('p', { className: 'object-head' },
      el('span', { className: 'object-label', 'data-testid': 'object-label' }, label),
      el('span', { className: 'object-count', 'data-testid': 'object-count', title: plural(objects.length, 'object') }, `×\u2009${objects.length}`)),
    list, more);
}

function renderObject(object, onPoint) {
  const fill = el('span');
  // Through the object model: the policy of the page forbids style attributes.
  fill.style.inlineSize = `${(object.confidence * 100).toFixed(1)}%`;
  const row = el('li', { 'data-testid': 'object-row' },
    el('span', { className: 'confidence-bar', 'aria-hidden': 'true' }, fill),
    el('span', { className: 'confidence-text' }, percent(object.confidence)));
  row.addEventListener('pointerenter', () => onPoint(object));
  row.addEventListener('pointerleave', () => onPoint(null));
  return row;
}

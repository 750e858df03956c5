import { copyButton } from './copy.js';
import { el } from './dom.js';
import { curlResult, curlSubmit } from './curl.js';

/** The buttons under a finished card. */
export function cardActions(card, onAgain) {
  const { detection, file } = card;
  const self = detection?.status === 'Completed' ? detection.links?.self : null;
  return [
    self ? el('a', { className: 'button small', href: self, download: `${stem(card.name)}.json`, 'data-testid': 'download-json' }, 'JSON') : null,
    self || file ? copyButton('Copy as curl', 'copy-curl', () => (file ? curlSubmit(file, card.options) : curlResult(self))) : null,
    file && onAgain ? againButton(card, onAgain) : null,
  ].filter(Boolean);
}

function againButton(card, onAgain) {
  const button = el('button', { type: 'button', className: 'button small', 'data-testid': 'again', title: 'With the options as they are now' },
    card.status === 'Failed' ? 'Try again' : 'Run again');
  button.addEventListener('click', () => onAgain(card));
  return button;
}

const stem = name => name.replace(/\.[^.]+$/, '') || 'detection';

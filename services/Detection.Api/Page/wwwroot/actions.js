import { el } from './dom.js';
import { curlResult, curlSubmit } from './curl.js';

const COPIED_MS = 1600;

/** The buttons under a finished card. */
export function cardActions(card, onAgain) {
  const { detection, file } = card;
  const self = detection?.status === 'Completed' ? detection.links?.self : null;
  return [
    self ? el('a', { className: 'button small', href: self, download: `${stem(card.name)}.json`, 'data-testid': 'download-json' }, 'JSON') : null,
    self || file ? copyButton(() => (file ? curlSubmit(file, card.options) : curlResult(self))) : null,
    file && onAgain ? againButton(card, onAgain) : null,
  ].filter(Boolean);
}

function copyButton(text) {
  const button = el('button', { type: 'button', className: 'button small', 'data-testid': 'copy-curl' }, 'Copy as curl');
  button.addEventListener('click', async () => {
    button.textContent = await copy(text()) ? 'Copied' : 'Not copied';
    setTimeout(() => { button.textContent = 'Copy as curl'; }, COPIED_MS);
  });
  return button;
}

function againButton(card, onAgain) {
  const button = el('button', { type: 'button', className: 'button small', 'data-testid': 'again', title: 'With the options as they are now' },
    card.status === 'Failed' ? 'Try again' : 'Run again');
  button.addEventListener('click', () => onAgain(card));
  return button;
}

/** Browsers lend the clipboard to secure pages only; over plain HTTP in a local network the old way still works. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el('textarea', { value: text, className: 'visually-hidden' });
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    return copied;
  }
}

const stem = name => name.replace(/\.[^.]+$/, '') || 'detection';

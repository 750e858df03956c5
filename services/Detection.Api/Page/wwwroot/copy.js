import { el } from './dom.js';

const COPIED_MS = 1600;

/** A button that copies a text, made when it is pressed. */
export function copyButton(label, testId, text) {
  const button = el('button', { type: 'button', className: 'button small', 'data-testid': testId }, label);
  button.addEventListener('click', async () => {
    button.textContent = await copy(text()) ? 'Copied' : 'Not copied';
    setTimeout(() => { button.textContent = label; }, COPIED_MS);
  });
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

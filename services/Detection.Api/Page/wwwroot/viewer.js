import { byId } from './dom.js';

const dialog = byId('viewer');
const image = byId('viewer-image');
const views = dialog.querySelector('.segmented');
let sources = {};

/** Opens the large view of a picture. The dialog element keeps the focus inside and gives it back. */
export function enlarge(name, view, pictures) {
  sources = pictures;
  dialog.querySelector('#viewer-title').textContent = name;
  views.hidden = !(sources.annotated && sources.original);
  show(view);
  dialog.showModal();
}

function show(view) {
  image.src = sources[view];
  image.alt = `${dialog.querySelector('#viewer-title').textContent}, ${view}`;
  for (const button of views.children) button.setAttribute('aria-pressed', String(button.dataset.view === view));
}

views.addEventListener('click', event => {
  const view = event.target.closest('button')?.dataset.view;
  if (view) show(view);
});
byId('viewer-close').addEventListener('click', () => dialog.close());
dialog.addEventListener('click', event => {
  if (event.target === dialog) dialog.close();
});
dialog.addEventListener('close', () => image.removeAttribute('src'));

import { byId } from './dom.js';

const zone = byId('drop-zone');

/** Takes pictures by choosing, camera, dropping anywhere on the page (folders too) and pasting; hands them on as Files. */
export function takePictures(onFiles) {
  for (const input of zone.querySelectorAll('input[type=file]')) {
    input.addEventListener('change', () => {
      onFiles([...input.files]);
      // So that choosing the same file again is a change.
      input.value = '';
    });
  }
  takeDrops(onFiles);
  addEventListener('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length > 0) onFiles(files);
  });
}

function takeDrops(onFiles) {
  const carriesFiles = event => event.dataTransfer?.types.includes('Files');
  // Enter and leave come for every element crossed: count them.
  let depth = 0;
  const over = count => {
    depth = Math.max(0, count);
    zone.toggleAttribute('data-over', depth > 0);
  };
  addEventListener('dragenter', event => carriesFiles(event) && over(depth + 1));
  addEventListener('dragleave', event => carriesFiles(event) && over(depth - 1));
  addEventListener('dragover', event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  addEventListener('drop', async event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    over(0);
    // The list is gone once this handler yields: read it first.
    const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.());
    const files = [...event.dataTransfer.files];
    onFiles(entries.some(entry => entry?.isDirectory) ? (await Promise.all(entries.map(entry => filesIn(entry)))).flat() : files);
  });
}

/** The files of a dropped entry; of folders only the pictures, at any depth. */
async function filesIn(entry, nested = false) {
  if (!entry) return [];
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    return !nested || file.type.startsWith('image/') ? [file] : [];
  }
  const files = [];
  const reader = entry.createReader();
  for (;;) {
    // A reader hands out a folder in pieces, and an empty piece ends it.
    const piece = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (piece.length === 0) return files;
    for (const child of piece) files.push(...await filesIn(child, true));
  }
}

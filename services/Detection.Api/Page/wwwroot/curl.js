import { DETECTIONS } from './api.js';
import { contentType } from './upload.js';

/** A shell's word: safe whatever is in it. */
const quote = text => `'${text.replaceAll("'", "'\\''")}'`;

const address = path => quote(new URL(path, location.origin).href);

/** The command that sends this picture with these options. */
export const curlSubmit = (file, options) =>
  curlPicture(file.name, contentType(file), options);

/** The command for a picture that is not there yet. */
export const curlExample = () => curlPicture('picture.jpg', 'image/jpeg', '');

/** The command that fetches a result, waiting for it where it is not finished. */
export const curlResult = self => `curl -sS ${address(`${self}?wait=30`)}`;

const curlPicture = (name, type, options) =>
  `curl -sS -H ${quote(`Content-Type: ${type}`)} --data-binary ${quote(`@${name}`)} ${address(`${DETECTIONS}${String(options) && `?${options}`}`)}`;

import { DETECTIONS } from './api.js';
import { Problem, Unreachable } from './problem.js';

// No byte and no answer for so long: the connection is dead, whatever the system believes.
const STALL_MS = 60_000;

/**
 * Sends a picture; the promise is the accepted detection. XMLHttpRequest, since fetch does not tell how much was sent.
 * @param {File} file sent as it is; the service goes by the bytes, not by the type named here
 * @param {URLSearchParams} options
 * @param {(fraction: number) => void} onProgress 0 to 1
 */
export function upload(file, options, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let stall = 0;
    const alive = () => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), STALL_MS);
    };
    const gone = () => reject(new Unreachable());

    request.upload.onprogress = event => {
      alive();
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      if (request.status === 202) return resolve(JSON.parse(request.responseText));
      reject(Problem.of(request.status, request.responseText, request.getResponseHeader('Retry-After')));
    };
    request.onerror = gone;
    request.onabort = gone;
    request.onloadend = () => clearTimeout(stall);

    request.open('POST', `${DETECTIONS}?${options}`);
    request.setRequestHeader('Accept', 'application/json');
    request.setRequestHeader('Content-Type', contentType(file));
    alive();
    request.send(file);
  });
}

/** What the request calls the picture; a name without a telling ending leaves it open. */
export const contentType = file => (file.type.startsWith('image/') ? file.type : 'application/octet-stream');

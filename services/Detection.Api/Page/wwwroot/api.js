import { Problem, Unreachable } from './problem.js';

/** Where pictures are sent and detections live. */
export const DETECTIONS = '/v1/detections';

// Longer than the longest wait asked for (30 s): what takes longer never comes.
const TIMEOUT_MS = 60_000;

/** A detection; waits up to `wait` seconds for it to finish. */
export const getDetection = (id, wait = 0) =>
  getJson(`${DETECTIONS}/${encodeURIComponent(id)}${wait > 0 ? `?wait=${wait}` : ''}`);

/** A page of detections, newest first: `{ items, next }`. */
export const listDetections = (limit, cursor) =>
  getJson(`${DETECTIONS}?${new URLSearchParams({ limit, ...(cursor ? { cursor } : {}) })}`);

/** The models that workers run. */
export const getModels = async () => (await getJson('/v1/models')).items ?? [];

/** A picture of the page's own, as a Blob; the browser may have it already. */
export async function getPicture(path) {
  const response = await read(fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) }));
  if (!response.ok) throw Problem.of(response.status, await read(response.text()));
  return read(response.blob());
}

/** What the service says of itself; a 503 is an answer here, not an error. */
export async function getReadiness() {
  const response = await send('/health/ready');
  const body = await response.text();
  try {
    return { ok: response.ok, ...JSON.parse(body) };
  } catch {
    return { ok: response.ok };
  }
}

async function getJson(url) {
  const response = await send(url);
  if (!response.ok) throw Problem.of(response.status, await read(response.text()), response.headers.get('Retry-After'));
  return read(response.json());
}

const send = url =>
  read(fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) }));

/** fetch rejects with a TypeError for every network fault, and with a timeout; a broken body does the same. */
async function read(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || error.name === 'TimeoutError' || error.name === 'AbortError')
      throw new Unreachable();
    throw error;
  }
}

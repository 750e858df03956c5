// The peer: object detection as a plain Node.js service does it. A task dictionary and a queue in memory, detectors on
// threads, and clients that poll. POST /predict takes a picture and answers with a task id; GET /result/ID tells how far
// it is; GET /annotated/ID is the picture with its boxes.
//
//   PORT              where it listens, on 127.0.0.1
//   MODEL             an Ultralytics YOLOv8 .onnx file with an input of 640x640
//   SESSIONS, THREADS detectors side by side, and threads of each (default: one a core, with one thread)
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const port = Number(process.env.PORT ?? 8000);
const sessions = Number(process.env.SESSIONS ?? availableParallelism());
const threads = Number(process.env.THREADS ?? 1);
const kept = 1000; // finished tasks, oldest go first

const tasks = new Map();
const queue = [];
const idle = [];

function startDetector() {
  const detector = new Worker(new URL('./detector.mjs', import.meta.url), {
    workerData: { model: process.env.MODEL, threads },
  });
  detector.on('message', ({ id, ...result }) => {
    if (id) {
      tasks.set(id, { status: result.error ? 'failed' : 'completed', ...result });
    }
    idle.push(detector);
    dispatch();
  });
  detector.on('error', (error) => {
    console.error(error);
    process.exit(1);
  });
}

function dispatch() {
  while (queue.length > 0 && idle.length > 0) {
    const { id, picture } = queue.shift();
    tasks.set(id, { status: 'processing' });
    idle.pop().postMessage({ id, picture }, [picture]);
  }
}

async function predict(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const picture = new Uint8Array(Buffer.concat(chunks)).buffer; // of its own, so that it can go to the thread uncopied
  const id = randomUUID();
  tasks.set(id, { status: 'queued' });
  for (const old of tasks.keys()) {
    if (tasks.size <= kept) break;
    tasks.delete(old);
  }
  queue.push({ id, picture });
  dispatch();
  answer(response, 202, { task_id: id });
}

function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

createServer(async (request, response) => {
  const [, route, id] = request.url.split('/');
  if (request.method === 'POST' && route === 'predict') return predict(request, response);
  if (route === 'health') return answer(response, idle.length === sessions ? 200 : 503, {});
  const task = tasks.get(id);
  if (route === 'result' && task) return answer(response, 200, { status: task.status, error: task.error, detections: task.detections });
  if (route === 'annotated' && task?.annotated) {
    response.writeHead(200, { 'content-type': 'image/jpeg' });
    return response.end(task.annotated);
  }
  return answer(response, 404, {});
}).listen(port, '127.0.0.1');

for (let i = 0; i < sessions; i++) startDetector();

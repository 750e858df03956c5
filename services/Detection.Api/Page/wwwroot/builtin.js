import { copyButton } from './copy.js';
import { byId } from './dom.js';

// infra/models/README.md and the worker's log have the same line.
const COCO = 'python3 -m venv models/export && models/export/bin/pip install ultralytics onnx onnxslim && '
  + 'models/export/bin/yolo export model=models/yolov8n.pt format=onnx dynamic=True opset=17';

/** Says what to expect of the model that comes with the service, while that one answers, and how to get COCO's. */
export class BuiltIn {
  #note = byId('builtin');

  constructor() {
    const command = byId('builtin-command');
    command.textContent = COCO;
    command.after(copyButton('Copy', 'builtin-copy', () => COCO));
  }

  /** The default model; none is known while no worker is alive, and then the note stays as it is. */
  set model(model) {
    if (!model) return;
    this.#note.hidden = !model.builtIn;
    byId('builtin-labels').textContent = model.labels.join(', ');
  }
}

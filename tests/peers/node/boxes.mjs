const confidence = 0.25;
const mostOverlap = 0.7;
const most = 300;

// Thresholds YOLOv8's output [1, 4 + classes, anchors], suppresses overlaps of a class, and maps back to the picture.
export function boxesOf({ data, dims: [, rows, anchors] }, { width, height }, scale, left, top) {
  const best = new Float32Array(anchors);
  const classes = new Uint16Array(anchors);
  for (let row = 4; row < rows; row++) {
    const start = row * anchors;
    for (let i = 0; i < anchors; i++) {
      if (data[start + i] > best[i]) {
        best[i] = data[start + i];
        classes[i] = row - 4;
      }
    }
  }

  const candidates = [];
  for (let i = 0; i < anchors; i++) {
    if (best[i] <= confidence) continue;
    const [x, y, w, h] = [data[i], data[anchors + i], data[2 * anchors + i], data[3 * anchors + i]];
    candidates.push({ classId: classes[i], confidence: best[i], x1: x - w / 2, y1: y - h / 2, x2: x + w / 2, y2: y + h / 2 });
  }
  candidates.sort((a, b) => b.confidence - a.confidence);

  const kept = [];
  for (const box of candidates) {
    if (kept.length === most) break;
    if (!kept.some((other) => other.classId === box.classId && overlap(other, box) > mostOverlap)) kept.push(box);
  }

  const clip = (value, end) => Math.min(Math.max(value, 0), end);
  return kept.map(({ classId, confidence: score, x1, y1, x2, y2 }) => {
    const [x, y] = [clip((x1 - left) / scale, width), clip((y1 - top) / scale, height)];
    return {
      classId,
      confidence: score,
      box: { x, y, width: clip((x2 - left) / scale, width) - x, height: clip((y2 - top) / scale, height) - y },
    };
  });
}

function overlap(a, b) {
  const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (w <= 0 || h <= 0) return 0;
  const both = w * h;
  return both / ((a.x2 - a.x1) * (a.y2 - a.y1) + (b.x2 - b.x1) * (b.y2 - b.y1) - both);
}

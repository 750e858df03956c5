// What to say where the service gave no words of its own, by its code or the HTTP status.
const TITLES = {
  image_empty: 'The file is empty',
  image_unsupported: 'Not a picture this service reads',
  image_corrupt: 'The picture is damaged',
  image_too_large: 'The picture is too large',
  image_missing: 'The picture is gone',
  options_invalid: 'An option does not fit',
  model_unknown: 'No such model',
  model_output_invalid: 'The model is broken',
  inference_failed: 'The service could not finish this picture',
  400: 'The request was not understood',
  404: 'The service does not know this detection',
  413: 'The picture is too large',
  415: 'Not a picture this service reads',
  422: 'The picture cannot be used',
  429: 'Too many requests',
  503: 'The service is not ready',
};

const HINTS = {
  image_unsupported: 'Send a JPEG, PNG or WebP.',
  image_corrupt: 'Open it in a picture editor, save it again and retry.',
  image_too_large: 'Make it smaller and add it again.',
  413: 'Make it smaller and add it again.',
  415: 'Send a JPEG, PNG or WebP.',
};

/** An answer of the service that is not the one hoped for, in words. */
export class Problem extends Error {
  /** @param {{status?: number, code?: string, title?: string, detail?: string, retryAfter?: number}} facts retryAfter in seconds */
  constructor({ status = 0, code = '', title, detail, retryAfter = 0 }) {
    const known = TITLES[code] ?? TITLES[status] ?? (status >= 500 ? 'The service failed' : 'The picture was not accepted');
    super(title || known);
    Object.assign(this, { status, code, title: title || known, detail: detail || HINTS[code] || HINTS[status] || '', retryAfter });
  }

  /** Whether the same request may well succeed later, without anybody changing anything. */
  get passing() {
    return this.status === 429 || this.status === 502 || this.status === 503 || this.status === 504;
  }

  /** From an HTTP answer; the body is problem details where the service wrote it, anything where a proxy did. */
  static of(status, body, retryAfter) {
    let details = {};
    try {
      details = JSON.parse(body) ?? {};
    } catch {
      // Not JSON: the status alone has to do.
    }
    const fields = Object.values(details.errors ?? {}).flat().join(' ');
    return new Problem({
      status,
      code: details.code,
      title: details.title,
      detail: details.detail || fields,
      retryAfter: Number.parseInt(retryAfter ?? '', 10) || 0,
    });
  }

  /** From the `error` of a detection that failed after it was accepted. */
  static ofDetection(error) {
    return new Problem({ code: error?.code, detail: error?.message });
  }
}

/** No answer at all: the service or the network is away. */
export class Unreachable extends Error {
  constructor() {
    super('The service cannot be reached');
  }
}

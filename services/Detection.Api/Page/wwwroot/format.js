/** Bytes as people read them: "412 KB", "3.4 MB". */
export function bytes(count) {
  if (count < 1000) return `${count} B`;
  if (count < 999_500) return `${Math.round(count / 1000)} KB`;
  return `${(count / 1e6).toFixed(1)} MB`;
}

/** Milliseconds with the digits that matter: "0.4 ms", "58 ms", "1.2 s". */
export function duration(milliseconds) {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** 0 to 1 as a whole percentage. */
export const percent = fraction => `${Math.round(fraction * 100)} %`;

/** "1 object", "4 objects". */
export const plural = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A time as the reader's clock shows it, with the date unless it is today. */
export function clock(iso) {
  const date = new Date(iso);
  const time = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return date.toDateString() === new Date().toDateString()
    ? time
    : `${date.toLocaleDateString([], { day: 'numeric', month: 'short' })}, ${time}`;
}

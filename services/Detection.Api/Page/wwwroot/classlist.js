/** Names in one text, as the option `classes` has them: separated by commas, a name that has one in double quotes. */
export const joinNames = names => names.map(name => (/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(', ');

/** The names in a text, without outer spaces and empty ones; a quote that is not closed reaches to the end. */
export const splitNames = text =>
  [...text.matchAll(/\s*(?:"((?:[^"]|"")*)"?|([^,]*))[^,]*(?:,|$)/g)]
    .map(([, quoted, plain]) => (quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim())
    .filter(Boolean);

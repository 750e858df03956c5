/** The element inside root whose data-testid is name; the page's scripts and its tests use the same names. */
export const byId = (name, root = document) => root.querySelector(`[data-testid="${name}"]`);

/** Makes an element. `props` are DOM properties, `data-*` and `aria-*` are attributes; children are nodes or text, null is left out. */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined) continue;
    if (key.includes('-')) element.setAttribute(key, value);
    else element[key] = value;
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Shows text in an element, or hides the element where there is none. */
export function setText(element, text) {
  element.textContent = text ?? '';
  element.hidden = !text;
}

/** Lets the browser draw and answer input in the middle of long work; unlike an animation frame it also runs in a hidden tab. */
export const breathe = () => new Promise(resolve => setTimeout(resolve));

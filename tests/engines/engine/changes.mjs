// A good template with one thing wrong: every node in turn is another value, or is left out.

export const OTHERS = [null, true, 5, 'x', [], {}];

/** Every place below a value, as a list of names; the value itself first. */
export function places(value, at = []) {
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.keys(value).flatMap((name) => places(value[name], [...at, name]))];
}

/** A copy with another value at a place; without one, what is there is left out. */
export function changed(whole, at, ...value) {
  if (at.length === 0) return value[0];
  const made = structuredClone(whole);
  const holder = at.slice(0, -1).reduce((node, name) => node[name], made);
  if (value.length > 0) [holder[at.at(-1)]] = value;
  else if (Array.isArray(holder)) holder.splice(Number(at.at(-1)), 1);
  else delete holder[at.at(-1)];
  return made;
}

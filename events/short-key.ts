/**
 * A short stand-in for an id of which only equality within one user's few days matters (flow ids): 48 bits, at most ten characters.
 * FNV-1a run twice with different seeds; among a thousand ids the chance of any two colliding is about two in a billion.
 */
export function shortKey(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return ((high >>> 16) * 0x1_0000_0000 + (low >>> 0)).toString(36);
}

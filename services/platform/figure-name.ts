/** A stage's figure as people write it: `deadLetters` and `dead_letters` → `dead letters`. */
export function figureName(name: string): string {
  return name.replaceAll('_', ' ').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

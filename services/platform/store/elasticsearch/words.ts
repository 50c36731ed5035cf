/**
 * Runs of letters and digits as they follow one another, without case and accents. Both what is stored and what is asked go through here, so
 * that Elasticsearch only has to split at blanks.
 */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

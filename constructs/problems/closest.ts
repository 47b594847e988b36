/** Longest word that is looked at; no slip of one of ours is longer. */
const MAX_LENGTH = 20;

/** The word that another is a slip of: two letters differ at most, case and punctuation aside. */
export function closestTo(slip: string, words: readonly string[]): string | undefined {
  if (slip.length > MAX_LENGTH) return undefined;
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const distances = words.map((word) => ({ word, distance: distanceOf(letters(slip), letters(word)) }));
  const [closest] = distances.sort((a, b) => a.distance - b.distance);
  return closest !== undefined && closest.distance <= 2 ? closest.word : undefined;
}

/** How many letters must be put in, left out or exchanged to make one word of the other. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const exchanged = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

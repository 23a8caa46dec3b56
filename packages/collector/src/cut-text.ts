/**
 * The beginning of a text, of at most `most` UTF-16 code units. It does not end within a character: half of one is no valid text
 * for databases.
 */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, most).replace(/[\ud800-\udbff]$/, '')
}

const separators = [',', ';', '\t'] as const

/** Which of comma, semicolon and tab stands most often outside of quotation marks in a first line; a comma for none. */
export function findSeparator(firstLine: string): string {
  const open = firstLine.replace(/"(?:[^"]|"")*"/g, '')
  const counts = separators.map((separator) => open.split(separator).length - 1)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

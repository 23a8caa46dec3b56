const separators = [',', ';', '\t'] as const

/** The most frequent of comma, semicolon and tab outside of quotation marks in the first line; a comma by default. */
export function findSeparator(firstLine: string): string {
  const open = firstLine.replace(/"(?:[^"]|"")*"/g, '')
  const counts = separators.map((separator) => open.split(separator).length - 1)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}

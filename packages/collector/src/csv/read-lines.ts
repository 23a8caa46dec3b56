/** A line of a text. */
export interface TextLine {
  /** From 1. */
  line: number
  /** Without the line break; truncated when the line is too long. */
  text: string
  tooLong: boolean
}

/** Reads text line by line, skipping blank lines. Holds at most `longest` UTF-16 code units of a single line in memory. */
export async function* readLines(
  pieces: AsyncIterable<string> | Iterable<string>,
  { longest, firstLine = 1 }: { longest: number; firstLine?: number },
): AsyncGenerator<TextLine> {
  let text = ''
  let line = firstLine
  let tooLong = false
  const finish = (): TextLine[] => {
    const own = { line, text, tooLong: tooLong || text.length > longest }
    text = ''
    tooLong = false
    return own.text.trim() === '' ? [] : [{ ...own, text: own.text.slice(0, longest) }]
  }
  for await (const piece of pieces) {
    let start = 0
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', start)) {
      text += piece.slice(start, end)
      yield* finish()
      line += 1
      start = end + 1
    }
    text += piece.slice(start)
    if (text.length <= longest) continue
    tooLong = true
    text = text.slice(0, longest)
  }
  yield* finish()
}

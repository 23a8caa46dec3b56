/** Nothing that the collector answers is a page, so it may load nothing and stand in no frame. */
const headers = [
  ['x-content-type-options', 'nosniff'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
] as const

/** Gives an answer the headers that keep browsers from taking it for something else; those that it has stay. */
export function secureAnswer(answer: Response): Response {
  for (const [name, value] of headers) if (!answer.headers.has(name)) answer.headers.set(name, value)
  return answer
}

/** Headers that keep browsers from taking an answer for a page: it may load nothing and stand in no frame. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

const entries = Object.entries(securityHeaders)

/** Gives an answer those headers; the ones that it has stay. */
export function secureAnswer(answer: Response): Response {
  for (const [name, value] of entries) if (!answer.headers.has(name)) answer.headers.set(name, value)
  return answer
}

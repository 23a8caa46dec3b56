/** Headers that prevent browsers from treating a response as a page: it can load nothing and not be framed. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

const entries = Object.entries(securityHeaders)

/** Adds the security headers to a response, unless it has them. */
export function secureAnswer(answer: Response): Response {
  for (const [name, value] of entries) if (!answer.headers.has(name)) answer.headers.set(name, value)
  return answer
}

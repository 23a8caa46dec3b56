/** Headers that prevent browsers from treating a response as a page: it can load nothing and not be framed. */
export const securityHeaders = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const

const entries = Object.entries(securityHeaders)

/** Adds the security headers to a response, unless it has them. */
export function secureResponse(response: Response): Response {
  for (const [name, value] of entries) if (!response.headers.has(name)) response.headers.set(name, value)
  return response
}

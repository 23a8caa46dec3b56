/** Paths that are logged unchanged, because they contain no personal data. */
const plainPaths = new Set([
  '/',
  '/dashboard.js',
  '/metrics',
  '/api/audit',
  '/api/events/import',
  '/api/forms',
  '/api/health',
  '/api/health/live',
  '/api/health/ready',
  '/api/keys',
  '/api/leads',
  '/api/model',
  '/api/openapi.json',
  '/api/rejected',
])

/** Patterns of paths, and how they are logged. */
const families: readonly [RegExp, (match: RegExpExecArray) => string][] = [
  [/^\/leadlight(?:-[a-z]{1,16})?(?:\.[a-z-]{2,10})?\.js$/, (match) => match[0]],
  [/^\/styles\/[a-z]{1,16}\.css$/, (match) => match[0]],
  [/^\/v1\/forms\/[\w-]{1,64}(\/session)?$/, (match) => `/v1/forms/:id${match[1] ?? ''}`],
  [/^\/v1\/(downloads|confirmations)\//, (match) => `/v1/${match[1]}/:token`],
  [/^\/api\/forms\//, () => '/api/forms/:id'],
  [/^\/v1\/([a-z]{1,8})$/, (match) => `/v1/${match[1]}`],
  [/^\/api\/keys\/[^/]+(\/rotate)?$/, (match) => `/api/keys/:id${match[1] ?? ''}`],
  [/^\/api\/leads\/[^/]+(\/(?:events|score|export))?$/, (match) => `/api/leads/:id${match[1] ?? ''}`],
  [/^\/api\/(reports|model)\/([a-z]{1,16})$/, (match) => `/api/${match[1]}/${match[2]}`],
]

/** A request's path without personal data: `/api/leads/:id` for `/api/leads/email:jo@example.com`. */
export function loggedPath(pathname: string): string {
  if (plainPaths.has(pathname)) return pathname
  for (const [pattern, write] of families) {
    const match = pattern.exec(pathname)
    if (match) return write(match)
  }
  return '(other)'
}

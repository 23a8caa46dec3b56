/** A route as listed by Hono. */
interface Listed {
  method: string
  /** With parameters like `:id`. */
  path: string
}

/** Creates a function that returns the methods allowed at a path; none for an unknown path. */
export function createAllowedMethods(routes: readonly Listed[]): (path: string) => string[] {
  const patterns = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }))
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    // Every GET route also answers HEAD.
    const all = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    return [...new Set(all)].sort()
  }
}

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')))
  return new RegExp(`^${parts.join('/')}$`)
}

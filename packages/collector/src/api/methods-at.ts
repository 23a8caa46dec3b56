/** A route as Hono lists it. */
interface Listed {
  method: string
  /** With parameters like `:id`. */
  path: string
}

/** Gives a function that tells by which methods there is something at a path; none where there is nothing. */
export function createMethodsAt(routes: readonly Listed[]): (path: string) => string[] {
  const patterns = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, pattern: patternOf(path) }))
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
    // Whatever can be got can be asked for without its body.
    const all = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    return [...new Set(all)].sort()
  }
}

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')))
  return new RegExp(`^${parts.join('/')}$`)
}

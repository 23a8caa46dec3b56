import { useEffect, useState } from 'preact/hooks'
import { parseRoute, type Route } from './router.ts'

/** The route in the address bar, kept up to date. */
export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const read = () => setHash(location.hash)
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return parseRoute(hash)
}

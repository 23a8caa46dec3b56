import { useEffect, useState } from 'react'

/** The path of the address, and how to go to another: the smallest of routers. */
export function usePath(): [path: string, go: (to: string) => void] {
  const [path, setPath] = useState(location.pathname)
  useEffect(() => {
    const follow = () => setPath(location.pathname)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  return [
    path,
    (to) => {
      history.pushState(null, '', to)
      setPath(to)
    },
  ]
}

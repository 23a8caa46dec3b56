import { useApp } from '../app-context.ts'

/** A time: relative to now with the exact time on hover, or, if `exact`, the exact time. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const { format } = useApp()
  const full = format.dateTime(at)
  return (
    <time dateTime={at} title={exact ? undefined : full}>
      {exact ? full : format.relative(at, Date.now())}
    </time>
  )
}

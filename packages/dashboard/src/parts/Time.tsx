import { useApp } from '../app-context.ts'

/** A moment: how long ago, with the exact time on hover and for machines; or the exact time itself. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  const { format } = useApp()
  const full = format.dateTime(at)
  return (
    <time dateTime={at} title={exact ? undefined : full}>
      {exact ? full : format.relative(at, Date.now())}
    </time>
  )
}

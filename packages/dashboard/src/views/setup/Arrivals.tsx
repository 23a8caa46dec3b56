import type { Setup } from '@leadlight/protocol'
import { useApp } from '../../app-context.ts'
import { Time } from '../../parts/Time.tsx'

/** Which pages may send events, what has arrived, and who was refused. */
export function Arrivals({ setup }: { setup: Setup }) {
  const { format } = useApp()
  const { firstVisitAt, visitorsOfLastDay, refused } = setup
  return (
    <>
      <p>
        {/* Without the times, whose changes need not be announced. */}
        <span role="status">
          {firstVisitAt === null ? <span class="waiting">Waiting for the first visit…</span> : 'It works.'}
        </span>
        {firstVisitAt !== null && (
          <>
            {' '}
            The first visit began <Time at={firstVisitAt} />.{' '}
            <strong>{format.count(visitorsOfLastDay)}</strong>{' '}
            {visitorsOfLastDay === 1 ? 'visitor' : 'visitors'} in the last 24 hours.
          </>
        )}
      </p>
      {refused.map(({ origin, code, at, count }) => (
        <p key={`${code} ${origin}`} class="note-bad">
          Refused {count === 1 ? 'once' : `${format.count(count)} times`}, <Time at={at} />: pages of{' '}
          <bdi>
            <strong>{origin}</strong>
          </bdi>
          . {adviceFor(code)}
        </p>
      ))}
      <AllowedPages setup={setup} />
      {firstVisitAt === null && (
        <p class="quiet">
          Nothing after a minute? Robots and automated browsers are not counted, ad blockers may hold the
          script back, and a browser that asks not to be tracked is not. Add <code>?leadlight=debug</code> to
          the address of any of your pages to see what it captures.
        </p>
      )}
    </>
  )
}

function AllowedPages({ setup: { writeKeys } }: { setup: Setup }) {
  if (writeKeys.length === 0) return null
  const open = writeKeys.filter(({ origins }) => origins === null)
  const origins = [...new Set(writeKeys.flatMap((key) => key.origins ?? []))]
  return (
    <p class="quiet">
      {open.length > 0 && (
        <>
          Pages of any website may send with{' '}
          {origins.length === 0 ? (
            'your write key'
          ) : (
            <>
              the write key of <bdi>{open.map(({ site, hint }) => `${site} (…${hint})`).join(', ')}</bdi>
            </>
          )}
          . To accept only your own, start the server with <code>--allow-origin https://www.example.com</code>
          .{' '}
        </>
      )}
      {origins.length > 0 && (
        <>
          {open.length > 0 ? 'With the other keys, only' : 'Only'} pages of{' '}
          {origins.length === 1 ? 'this address' : 'these addresses'} may send:{' '}
          <bdi>{origins.join(', ')}</bdi>.
        </>
      )}
    </p>
  )
}

function adviceFor(code: string): string {
  if (code === 'unknown_write_key' || code === 'missing_write_key')
    return 'Their script tag has another write key: copy the line above.'
  if (code === 'origin_not_allowed')
    return 'If they are yours, add this address with --allow-origin, or add the website below.'
  if (code === 'secret_key_in_page')
    return 'They contain your secret key, which everybody can read there: make a new one, and use the write key.'
  return 'The collector did not accept what they sent.'
}

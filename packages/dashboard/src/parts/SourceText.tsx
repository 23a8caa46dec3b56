import type { Source } from '@leadlight/protocol'
import { channelWords } from '../words.ts'

/** The source of a visit, in at most two lines. */
export function SourceText({ source }: { source: Source | null }) {
  if (source === null) return <span class="quiet">Not from the web</span>
  const origin = source.source && source.channel !== 'direct' ? source.source : ''
  return (
    <span class="pair source">
      <span>
        {channelWords[source.channel]}
        {origin && (
          <>
            {' · '}
            <bdi>{origin}</bdi>
          </>
        )}
      </span>
      {source.campaign && (
        <span class="quiet" dir="auto">
          {source.campaign}
        </span>
      )}
    </span>
  )
}

import type { List, TimelineEntry } from '@leadlight/protocol'
import { Card } from '../../parts/Card.tsx'
import { LiveState } from '../../parts/LiveState.tsx'
import type { Live } from '../../use-live.ts'
import { TimelineItem } from './TimelineItem.tsx'
import { Visit } from './Visit.tsx'

/** All events of a lead, grouped by visit, newest first. */
export function Timeline({ live }: { live: Live<List<TimelineEntry>> }) {
  const entries = live.data?.data
  return (
    <Card title="What happened">
      <LiveState live={live} what="the timeline" />
      {entries?.length === 0 && <p class="quiet">No visits and no events are known.</p>}
      {entries && entries.length > 0 && (
        <ol class="timeline">
          {entries.map((entry, place) =>
            entry.type === 'visit' ? (
              <li key={entry.id}>
                <Visit visit={entry} open={place === 0} />
              </li>
            ) : (
              <li key={entry.event.messageId} class="alone">
                <TimelineItem event={entry.event} longest={0} exact />
              </li>
            ),
          )}
        </ol>
      )}
    </Card>
  )
}

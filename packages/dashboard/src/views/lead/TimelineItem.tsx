import type { TimelineEvent } from '@leadlight/protocol'
import { useApp } from '../../app-context.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Time } from '../../parts/Time.tsx'
import { describeEvent } from './describe-event.ts'

/** An event of the timeline: a page with its engaged time, a form with its fields, or another event. */
export function TimelineItem({
  event,
  longest,
  exact = false,
}: {
  event: TimelineEvent
  /** The longest engaged time in the visit in milliseconds, shown as a full bar. */
  longest: number
  /** Shows the date as well as the time of day. */
  exact?: boolean
}) {
  const { format } = useApp()
  const { kind, title, detail, facts, withheld, caveat } = describeEvent(event)
  return (
    <div class={`item item-${kind}`}>
      <span class="item-when quiet">
        {exact ? <Time at={event.at} exact /> : <time dateTime={event.at}>{format.clock(event.at)}</time>}
      </span>
      <div class="item-what">
        <p>
          <span dir="auto">{title}</span>
          {caveat && <span class="tag tag-bad">{caveat}</span>}
        </p>
        {detail && detail !== title && (
          <p class="quiet" dir="auto">
            {detail}
          </p>
        )}
        {facts.length > 0 && (
          <dl class="pairs">
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt dir="auto">{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {withheld.length > 0 && (
          <p class="quiet">
            Filled, but not captured: <bdi>{withheld.join(', ')}</bdi>
          </p>
        )}
      </div>
      {event.engagedMs !== undefined && (
        <div class="item-read">
          <Bar share={event.engagedMs / Math.max(1, longest)} />
          <span>
            {format.duration(event.engagedMs)}
            {event.scrollDepth !== undefined && (
              <span class="quiet"> · {format.percent(event.scrollDepth / 100)} seen</span>
            )}
          </span>
        </div>
      )}
    </div>
  )
}

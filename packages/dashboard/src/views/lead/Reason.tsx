import type { ContributingEvent, Contribution } from '@leadlight/protocol'
import { useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Cell, HeadCell, Row, Table } from '../../parts/Table.tsx'
import { Time } from '../../parts/Time.tsx'
import { traitLabel } from '../../words.ts'

/** Most events listed under a reason, newest first. */
const MAX_EVENTS = 100

/** A contribution to the score, which expands to its events. */
export function Reason({
  contribution,
  titles,
  largest,
}: {
  contribution: Contribution
  titles: ReadonlyMap<string, string>
  /** The largest contribution in the list, shown as a full bar. */
  largest: number
}) {
  const { format } = useApp()
  const [open, setOpen] = useState(false)
  const { label, dimension, points } = contribution
  return (
    <details class="opens reason" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="reason-label" dir="auto">
          {label}
          {dimension !== 'engagement' && dimension !== 'fit' && (
            <span class="tag">{traitLabel(dimension)}</span>
          )}
        </span>
        <Bar share={Math.abs(points) / largest} tone={points < 0 ? 'bad' : 'good'} />
        <span class={`points${points < 0 ? ' points-bad' : ''}`}>
          <bdi>{format.change(points)}</bdi>
        </span>
      </summary>
      {open && <Events contribution={contribution} titles={titles} />}
    </details>
  )
}

function Events({
  contribution,
  titles,
}: {
  contribution: Contribution
  titles: ReadonlyMap<string, string>
}) {
  const { format } = useApp()
  const { label, raw, points, events, omitted = 0 } = contribution
  const more = events.length + omitted - MAX_EVENTS
  const newest = [...events].sort((a, b) => b.at.localeCompare(a.at))
  const head = (
    <>
      <HeadCell>When</HeadCell>
      <HeadCell>What</HeadCell>
      <HeadCell number>Points then</HeadCell>
      <HeadCell>Counted</HeadCell>
    </>
  )
  return (
    <div class="behind">
      {raw !== points && (
        <p class="quiet">
          {format.points(raw)} when it happened; {format.points(points)} after fading with time and the rule’s
          cap.
        </p>
      )}
      {events.length === 0 ? (
        <p class="quiet">This comes from what is known of the lead, not from an event.</p>
      ) : (
        <Table label={`Events behind “${label}”`} name="events" head={head}>
          {newest.slice(0, MAX_EVENTS).map((event) => (
            <EventRow
              key={event.messageId}
              event={event}
              title={titles.get(event.messageId) ?? nameOf(event)}
            />
          ))}
        </Table>
      )}
      {more > 0 && <p class="quiet">And {format.count(more)} more.</p>}
    </div>
  )
}

/** The name of an event that the timeline does not list by itself, such as a `Page Engaged` report. */
function nameOf({ name, about }: ContributingEvent): string {
  return about === undefined ? name : `${name}: ${about}`
}

function EventRow({ event, title }: { event: ContributingEvent; title: string }) {
  const { format } = useApp()
  return (
    <Row>
      <Cell label="When">
        <Time at={event.at} exact />
      </Cell>
      <Cell label="What">
        <bdi>{title}</bdi>
      </Cell>
      <Cell label="Points then" number>
        <bdi>{format.change(event.points)}</bdi>
      </Cell>
      <Cell label="Counted">{event.counted ? 'Yes' : `No${event.why ? `: ${event.why}` : ''}`}</Cell>
    </Row>
  )
}

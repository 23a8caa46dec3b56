import type { TimelineEntry } from '@leadlight/protocol'
import { useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { SourceText } from '../../parts/SourceText.tsx'
import { Time } from '../../parts/Time.tsx'
import { TimelineItem } from './TimelineItem.tsx'

type VisitEntry = Extract<TimelineEntry, { type: 'visit' }>

/** A visit, which expands from a summary to its events, newest first. */
export function Visit({ visit, open: openAtFirst }: { visit: VisitEntry; open: boolean }) {
  const { format } = useApp()
  const [open, setOpen] = useState(openAtFirst)
  const pages = visit.events.filter(({ name }) => name === 'page').length
  const forms = visit.events.filter(({ name }) => name === 'Form Submitted').length
  const outline = [
    `${format.count(pages)} ${pages === 1 ? 'page' : 'pages'}`,
    `${format.duration(visit.engagedMs)} engaged`,
    forms > 0 ? `${format.count(forms)} ${forms === 1 ? 'form' : 'forms'} sent` : '',
  ].filter(Boolean)
  const longest = Math.max(1, ...visit.events.map(({ engagedMs }) => engagedMs ?? 0))
  return (
    <details class="opens visit" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="pair">
          <span class="visit-when">
            <Time at={visit.at} exact />
          </span>
          <span class="quiet">{outline.join(' · ')}</span>
        </span>
        <SourceText source={visit.source} />
      </summary>
      {open && (
        <ol class="items">
          {visit.events.map((event) => (
            <li key={event.messageId}>
              <TimelineItem event={event} longest={longest} />
            </li>
          ))}
        </ol>
      )}
    </details>
  )
}

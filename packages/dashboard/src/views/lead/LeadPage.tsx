import { useMemo, useState } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { LiveState } from '../../parts/LiveState.tsx'
import { LoadMore } from '../../parts/LoadMore.tsx'
import { PageTitle } from '../../parts/PageTitle.tsx'
import { nameOf } from '../../person.ts'
import { readPages } from '../../read-pages.ts'
import { useLive } from '../../use-live.ts'
import { Bant } from './Bant.tsx'
import { ByHand } from './ByHand.tsx'
import { titlesById } from './describe-event.ts'
import { LeadHead } from './LeadHead.tsx'
import { ScoreCurve } from './ScoreCurve.tsx'
import { ScoreReasons } from './ScoreReasons.tsx'
import { Sources } from './Sources.tsx'
import { StoredData } from './StoredData.tsx'
import { Timeline } from './Timeline.tsx'
import { Traits } from './Traits.tsx'

const PAGE = 20
/** How far the score curve extends into the future. */
const AHEAD_MS = 30 * 24 * 60 * 60 * 1000

/** The page of a lead: facts, score with reasons, and timeline. */
export function LeadPage({ id, at }: { id: string; at: string }) {
  const { api } = useApp()
  const [count, setCount] = useState(PAGE)
  const [changes, setChanges] = useState(0)
  const lead = useLive(`lead ${id}`, (signal) => api.lead(id, signal), changes)
  const score = useLive(`score ${id} ${at}`, (signal) => api.score(id, at, signal), changes)
  const course = useLive(
    `course ${id}`,
    (signal) => api.course(id, new Date(Date.now() + AHEAD_MS).toISOString(), signal),
    changes,
  )
  const timeline = useLive(
    `timeline ${id}`,
    (signal) => readPages((page) => api.timeline(id, page), count, signal),
    count,
  )
  const entries = timeline.data?.data
  const titles = useMemo(() => titlesById(entries ?? []), [entries])

  return (
    <>
      <p class="back">
        <a href="#/leads">All leads</a>
      </p>
      <PageTitle text={lead.data ? nameOf(lead.data) : 'Lead'}>
        {lead.data && <LeadHead lead={lead.data} />}
      </PageTitle>
      <LiveState live={lead} what="the lead" />
      {lead.data && (
        <div class="lead-grid">
          <ScoreReasons live={score} id={id} at={at} titles={titles} />
          <div class="lead-side">
            {score.data && <Bant answer={score.data} />}
            <Traits traits={lead.data.traits} />
            <ByHand
              id={id}
              owner={lead.data.owner}
              answer={score.data}
              onDone={() => setChanges(changes + 1)}
            />
            <Sources first={lead.data.firstSource} last={lead.data.lastSource} />
            <StoredData id={id} />
          </div>
          <div class="lead-story">
            <ScoreCurve live={course} now={course.loadedAt} />
            <Timeline live={timeline} />
            {timeline.data?.next && (
              <LoadMore shown="" more label="Show earlier visits" onMore={() => setCount(count + PAGE)} />
            )}
          </div>
        </div>
      )}
    </>
  )
}

import type { ScoreAnswer } from '@leadlight/protocol'
import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../../app-context.ts'
import { Card } from '../../parts/Card.tsx'
import { LiveState } from '../../parts/LiveState.tsx'
import { groupReasons, type Reasons, sumPoints } from '../../points.ts'
import type { Live } from '../../use-live.ts'
import { Reason } from './Reason.tsx'
import { ScoreTime } from './ScoreTime.tsx'

const sideWords = { engagement: 'What they did', fit: 'Who they are' }

/** The score as a sum: all contributions, and the total below them. */
export function ScoreReasons({
  live,
  id,
  at,
  titles,
}: {
  live: Live<ScoreAnswer>
  id: string
  /** The time of the score, ISO 8601; empty for now. */
  at: string
  /** Titles of events by `messageId`. */
  titles: ReadonlyMap<string, string>
}) {
  const { format } = useApp()
  const answer = live.data
  useScoreAnnounced(answer, at)
  return (
    <Card title="Why this score" aside={answer && <span class="quiet">Model {modelName(answer)}</span>}>
      <ScoreTime id={id} at={at} />
      <LiveState live={live} what="the score" />
      {answer && (
        <div class="sum">
          {groupReasons(answer.contributions).map((reasons) => (
            <Side key={reasons.side} reasons={reasons} titles={titles} largest={largestOf(answer)} />
          ))}
          <p class="total">
            <span>{at === '' ? 'Score now' : `Score at ${format.dateTime(answer.at)}`}</span>
            <output>{format.points(answer.score)}</output>
          </p>
          <SumCheck answer={answer} />
        </div>
      )}
    </Card>
  )
}

function Side({
  reasons,
  titles,
  largest,
}: {
  reasons: Reasons
  titles: ReadonlyMap<string, string>
  largest: number
}) {
  const { format } = useApp()
  const idle = reasons.contributions.filter(({ points, events }) => points === 0 && events.length === 0)
  const listed = reasons.contributions.filter((contribution) => !idle.includes(contribution))
  return (
    <>
      <h3 class="side">
        <span>{sideWords[reasons.side]}</span>
        <span class="points">{format.points(reasons.points)}</span>
      </h3>
      {reasons.contributions.length === 0 && <p class="quiet">Nothing counted yet.</p>}
      <ul class="reasons">
        {listed.map((contribution) => (
          <li
            key={`${contribution.rule} ${contribution.rule === 'manual' ? contribution.events[0]?.messageId : ''}`}
          >
            <Reason contribution={contribution} titles={titles} largest={largest} />
          </li>
        ))}
        {idle.length > 0 && (
          <li class="idle quiet">
            Checked, but worth nothing: <bdi>{idle.map(({ label }) => label).join('; ')}</bdi>
          </li>
        )}
      </ul>
    </>
  )
}

/** Warns if the contributions do not add up to the score, which would be a fault of the collector. */
function SumCheck({ answer }: { answer: ScoreAnswer }) {
  const { format } = useApp()
  const sum = sumPoints(answer.contributions.map(({ points }) => points))
  if (sum === sumPoints([answer.score])) return null
  return (
    <p class="notice" role="alert">
      The reasons add up to {format.points(sum)}, not to the score. This is a fault of the collector: please
      report it.
    </p>
  )
}

/** Announces the score when it changes, or when the user selects another time. */
function useScoreAnnounced(answer: ScoreAnswer | undefined, at: string): void {
  const { announce, format } = useApp()
  const heard = useRef<{ at: string; score: number } | null>(null)
  useEffect(() => {
    if (answer === undefined) return
    const before = heard.current
    heard.current = { at, score: answer.score }
    if (before === null || (before.at === at && before.score === answer.score)) return
    const when = at === '' ? 'now' : `at ${format.dateTime(at)}`
    announce(`Score ${when}: ${format.points(answer.score)}`)
  }, [answer, at, announce, format])
}

function largestOf({ contributions }: ScoreAnswer): number {
  return Math.max(1, ...contributions.map(({ points }) => Math.abs(points)))
}

function modelName({ model }: ScoreAnswer): string {
  return `${model.name}, version ${model.version}`
}

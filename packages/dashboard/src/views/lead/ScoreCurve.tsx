import type { ScoreCourse, ScorePoint } from '@leadlight/protocol'
import { useApp } from '../../app-context.ts'
import { Card } from '../../parts/Card.tsx'
import { LiveState } from '../../parts/LiveState.tsx'
import { Cell, HeadCell, Row, Table } from '../../parts/Table.tsx'
import { Time } from '../../parts/Time.tsx'
import type { Live } from '../../use-live.ts'
import { stageWords } from '../../words.ts'

const [WIDTH, HEIGHT] = [600, 120]
/** Rows of the table, apart from those at changes of stage. */
const MAX_ROWS = 12

/** The score over time, and how it will decay: as a curve, a sentence and a table. */
export function ScoreCurve({ live, now }: { live: Live<ScoreCourse>; now: number }) {
  const { format } = useApp()
  const points = live.data?.points ?? []
  const highest = points.reduce<ScorePoint | undefined>(
    (best, point) => (best === undefined || point.score > best.score ? point : best),
    undefined,
  )
  const last = points.at(-1)
  return (
    <Card title="Score over time">
      <LiveState live={live} what="the course of the score" />
      {live.data && highest && last && (
        <>
          <Picture points={points} now={now} />
          <p>
            Highest: <strong>{format.points(highest.score)}</strong>, {format.dateTime(highest.at)}. If
            nothing happens: <strong>{format.points(last.score)}</strong>, {format.dateTime(last.at)}.
          </p>
          <details>
            <summary>As a table</summary>
            <Table
              label="The score at some times"
              name="course"
              head={
                <>
                  <HeadCell>When</HeadCell>
                  <HeadCell number>Score</HeadCell>
                  <HeadCell>Stage</HeadCell>
                </>
              }
            >
              {chooseRows(points).map((point) => (
                <Row key={point.at}>
                  <Cell label="When">
                    <Time at={point.at} exact />
                  </Cell>
                  <Cell label="Score" number>
                    <bdi>{format.points(point.score)}</bdi>
                  </Cell>
                  <Cell label="Stage">{stageWords[point.stage]}</Cell>
                </Row>
              ))}
            </Table>
          </details>
        </>
      )}
    </Card>
  )
}

/** The curve; its future part is fainter. */
function Picture({ points, now }: { points: ScorePoint[]; now: number }) {
  const times = points.map(({ at }) => Date.parse(at))
  const [start = 0, end = 1] = [times[0], times.at(-1)]
  const scores = points.map(({ score }) => score)
  const [low, high] = [Math.min(0, ...scores), Math.max(1, ...scores)]
  const x = (at: number) => (WIDTH * (at - start)) / Math.max(1, end - start)
  const y = (score: number) => HEIGHT - (HEIGHT * (score - low)) / (high - low)
  const present = times.findLast((at) => at <= now) ?? start
  const lineOf = (wanted: (at: number) => boolean) =>
    points
      .flatMap(({ score }, index) => {
        const at = times[index] ?? 0
        return wanted(at) ? [`${x(at).toFixed(1)},${y(score).toFixed(1)}`] : []
      })
      .join(' ')
  return (
    <svg class="curve" viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`} preserveAspectRatio="none" aria-hidden="true">
      <line class="curve-zero" x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} />
      <line class="curve-now" x1={x(now)} x2={x(now)} y1="-4" y2={HEIGHT + 4} />
      <polyline class="curve-past" points={lineOf((at) => at <= now)} />
      <polyline class="curve-future" points={lineOf((at) => at >= present)} />
    </svg>
  )
}

/** Selects the first and last point, every change of stage, and some points in between. */
function chooseRows(points: ScorePoint[]): ScorePoint[] {
  const step = Math.max(1, Math.ceil(points.length / MAX_ROWS))
  return points.filter(
    (point, index) =>
      index % step === 0 || index === points.length - 1 || point.stage !== points[index - 1]?.stage,
  )
}

import type { BantName, ScoreAnswer } from '@leadlight/protocol'
import { useApp } from '../../app-context.ts'
import { Card } from '../../parts/Card.tsx'
import { textOf } from '../../person.ts'
import { bantWords, questionFor, traitLabel } from '../../words.ts'
import { RangeBar } from './RangeBar.tsx'

/** The four BANT questions: what is known, and which question to ask next. */
export function Bant({ answer }: { answer: ScoreAnswer }) {
  const { format } = useApp()
  const known = bantWords.filter(({ name }) => answer.bant[name].known).length
  const [next] = answer.unknown
  return (
    <Card title="Qualification" aside={<span class="quiet">{format.count(known)} of 4 known</span>}>
      <dl class="bant">
        {bantWords.map(({ name, label }) => {
          const { known, points, value } = answer.bant[name]
          return (
            <div key={name} class={known ? 'known' : 'unknown'}>
              <dt>{label}</dt>
              <dd dir="auto">
                {known
                  ? (typeof value === 'number' ? format.count(value) : textOf(value)) ||
                    reasonsFor(answer, name) ||
                    'Known'
                  : 'Not known yet'}
              </dd>
              <dd class="points">
                <bdi>{known ? format.change(points) : '–'}</bdi>
              </dd>
            </div>
          )
        })}
      </dl>
      {answer.unknown.length > 0 && (
        <>
          <RangeBar score={answer.score} {...answer.range} />
          <p>
            With everything known, the score would lie between{' '}
            <strong>{format.points(answer.range.min)}</strong> and{' '}
            <strong>{format.points(answer.range.max)}</strong>.
          </p>
        </>
      )}
      {next && (
        <div class="ask">
          <h3>Ask next: {traitLabel(next.trait)}</h3>
          <p>{questionFor(next.trait)}</p>
          {next.min < next.max && (
            <p class="quiet">
              The answer puts the score between {format.points(next.min)} and {format.points(next.max)}.
            </p>
          )}
        </div>
      )}
    </Card>
  )
}

/** What a dimension is known by, where nobody answered its question: the rules that gave or took points for it. */
function reasonsFor({ contributions }: ScoreAnswer, name: BantName): string {
  return contributions
    .filter(({ dimension, points }) => dimension === name && points !== 0)
    .map(({ label }) => label)
    .join(', ')
}

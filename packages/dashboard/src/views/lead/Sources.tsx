import type { Source } from '@leadlight/protocol'
import { Card } from '../../parts/Card.tsx'
import { SourceText } from '../../parts/SourceText.tsx'
import { Time } from '../../parts/Time.tsx'

/** The first source of a lead, and the last one that was not direct. */
export function Sources({ first, last }: { first: Source | null; last: Source | null }) {
  return (
    <Card title="Where they came from">
      <h3>First visit</h3>
      <Touch source={first} />
      <h3>Latest source</h3>
      <Touch source={last} />
    </Card>
  )
}

function Touch({ source }: { source: Source | null }) {
  if (source === null) return <SourceText source={null} />
  const facts: [string, string | null][] = [
    ['Medium', source.medium],
    ['Term', source.term],
    ['Content', source.content],
    ['Referrer', source.referrer],
    ['Click id', source.clickId?.name ?? null],
    ['Landed on', source.landingPath],
  ]
  return (
    <>
      <SourceText source={source} />
      <dl class="pairs">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        <div>
          <dt>When</dt>
          <dd>
            <Time at={source.at} exact />
          </dd>
        </div>
      </dl>
    </>
  )
}

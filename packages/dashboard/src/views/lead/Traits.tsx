import type { Json, Traits as TraitValues } from '@leadlight/protocol'
import { Card } from '../../parts/Card.tsx'
import { textOf } from '../../person.ts'
import { traitLabel } from '../../words.ts'

/** Traits listed first; the others follow in their own order. */
const first = ['email', 'phone', 'name', 'firstName', 'lastName', 'company', 'title', 'website', 'address']
/** Traits shown in the qualification card instead. */
const elsewhere = new Set(['budget', 'authority', 'need', 'timeline'])

/** The known traits of a lead. */
export function Traits({ traits }: { traits: TraitValues }) {
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)
  const known = Object.entries(traits)
    .filter(([name, value]) => !elsewhere.has(name) && textOf(value) !== '')
    .sort(([a], [b]) => rank(a) - rank(b))
  return (
    <Card title="Known facts">
      {known.length === 0 ? (
        <p class="quiet">Nothing yet. Facts come from forms and from identify calls.</p>
      ) : (
        <dl class="pairs">
          {known.map(([name, value]) => (
            <div key={name}>
              <dt dir="auto">{traitLabel(name)}</dt>
              <dd dir="auto">
                <Trait name={name} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}

function Trait({ name, value }: { name: string; value: Json | undefined }) {
  const text = textOf(value)
  // The value is encoded, so it cannot change the scheme of the link.
  if (name === 'email') return <a href={`mailto:${encodeURIComponent(text)}`}>{text}</a>
  if (name === 'phone') return <a href={`tel:${encodeURIComponent(text)}`}>{text}</a>
  return <>{text}</>
}

import { useId } from 'preact/hooks'
import { fromLocalInput, toLocalInput } from '../../local-time.ts'
import { navigate } from '../../router.ts'

const DAY_MS = 24 * 60 * 60 * 1000

const jumps = [
  { label: '30 days ago', days: -30 },
  { label: '7 days ago', days: -7 },
  { label: 'In 7 days', days: 7 },
  { label: 'In 30 days', days: 30 },
]

/** Selects the time of the score, in the past or in the future. */
export function ScoreTime({ id, at }: { id: string; at: string }) {
  const field = useId()
  const go = (time: string) => navigate({ view: 'lead', id, at: time })
  return (
    <fieldset class="score-time">
      <legend class="visually-hidden">Time of the score</legend>
      <label for={field}>Score at</label>
      <input
        id={field}
        type="datetime-local"
        value={toLocalInput(at === '' ? Date.now() : at)}
        onChange={(event) => go(fromLocalInput(event.currentTarget.value))}
      />
      <span class="jumps">
        <button type="button" aria-pressed={at === ''} onClick={() => go('')}>
          Now
        </button>
        {jumps.map(({ label, days }) => (
          <button
            type="button"
            key={days}
            onClick={() => go(new Date(Date.now() + days * DAY_MS).toISOString())}
          >
            {label}
          </button>
        ))}
      </span>
    </fieldset>
  )
}

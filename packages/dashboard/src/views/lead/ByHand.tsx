import type { ByHandAnswer, ScoreAnswer, Stage } from '@leadlight/protocol'
import type { TargetedSubmitEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { ApiError } from '../../api-error.ts'
import { useApp } from '../../app-context.ts'
import { readGiven } from '../../given-by-hand.ts'
import { Card } from '../../parts/Card.tsx'
import { stageNames, stageWords } from '../../words.ts'

/** Key in the app's memory for the author of manual changes. */
const AUTHOR = 'author'

/** A form that adds points, or sets the stage or the owner by hand, with the author's name and a reason. */
export function ByHand({
  id,
  owner,
  answer,
  onDone,
}: {
  id: string
  owner: string | null
  answer: ScoreAnswer | undefined
  /** Called after a change of the lead. */
  onDone: () => void
}) {
  const { api, announce, format, memory, refuse } = useApp()
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const field = useId()

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter : null
    const read = (name: string) => String(new FormData(form).get(name) ?? '').trim()
    const by = { author: read('author'), reason: read('reason') }
    memory.set(AUTHOR, by.author)
    const act = (): Promise<ByHandAnswer> => {
      if (pressed?.name === 'lift') return api.lift(id, pressed.value, by)
      if (pressed?.name === 'stage') {
        const stage = read('to') as Stage | ''
        return api.setStage(id, { stage: stage === '' || stage === 'visitor' ? null : stage, ...by })
      }
      if (pressed?.name === 'own') return api.setOwner(id, { owner: read('owner') || null, ...by })
      return api.givePoints(id, { points: Number(read('points')), ...by })
    }
    setProblem('')
    if ((pressed?.name ?? '') === '' && !Number(read('points')))
      return setProblem('Enter points, with a minus sign to take some.')
    setBusy(true)
    try {
      const { lead } = await act()
      form.reset()
      announce(`Done: ${format.points(lead.score)} points, ${stageWords[lead.stage]}`)
      onDone()
    } catch (error) {
      if (error instanceof ApiError && error.refused) return refuse()
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  const given = answer === undefined ? [] : readGiven(answer.contributions)
  return (
    <Card title="By hand">
      <form class="by-hand" onSubmit={submit}>
        <label for={`${field}-author`}>Your name</label>
        <input
          id={`${field}-author`}
          name="author"
          required
          maxLength={200}
          autocomplete="name"
          defaultValue={String(memory.get(AUTHOR) ?? '')}
        />
        <label for={`${field}-reason`}>Reason</label>
        <input id={`${field}-reason`} name="reason" required maxLength={500} autocomplete="off" />
        <label for={`${field}-points`}>Points</label>
        <span class="with-button">
          <input
            id={`${field}-points`}
            name="points"
            type="number"
            step="0.01"
            min="-10000"
            max="10000"
            aria-describedby={`${field}-problem`}
          />
          <button type="submit" disabled={busy}>
            Give points
          </button>
        </span>
        <label for={`${field}-stage`}>Stage</label>
        <span class="with-button">
          <select id={`${field}-stage`} name="to">
            <option value="">As the model says</option>
            {stageNames
              .filter((stage) => stage !== 'visitor')
              .map((stage) => (
                <option key={stage} value={stage}>
                  {stageWords[stage]}
                </option>
              ))}
          </select>
          <button type="submit" name="stage" disabled={busy}>
            Set stage
          </button>
        </span>
        <label for={`${field}-owner`}>Owner</label>
        <span class="with-button">
          <input
            key={owner}
            id={`${field}-owner`}
            name="owner"
            maxLength={200}
            autocomplete="off"
            placeholder="Nobody"
            defaultValue={owner ?? ''}
          />
          <button type="submit" name="own" disabled={busy}>
            Set owner
          </button>
        </span>
        <p id={`${field}-problem`} class="problem" role="alert">
          {problem}
        </p>
        {given.length > 0 && (
          <ul class="given">
            {given.map(({ entry, label, points }) => (
              <li key={entry}>
                <span>
                  {format.points(points)} <bdi>{label}</bdi>
                </span>
                <button type="submit" name="lift" value={entry} disabled={busy}>
                  Take back
                </button>
              </li>
            ))}
          </ul>
        )}
      </form>
    </Card>
  )
}

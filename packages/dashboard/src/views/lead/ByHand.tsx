import type { ByHandAnswer, ScoreAnswer, Stage } from '@leadlight/protocol'
import type { ComponentChildren, TargetedSubmitEvent } from 'preact'
import { useId, useState } from 'preact/hooks'
import { ApiError } from '../../api-error.ts'
import { useApp } from '../../app-context.ts'
import { type Given, readGiven } from '../../given-by-hand.ts'
import { Card } from '../../parts/Card.tsx'
import { stageNames, stageWords } from '../../words.ts'

/** Key in the app's memory for the author of manual changes. */
const AUTHOR = 'author'

const settableStages = stageNames.filter((stage) => stage !== 'visitor')

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
        <Change id={`${field}-points`} label="Points" button="Give points" busy={busy}>
          <input
            id={`${field}-points`}
            name="points"
            type="number"
            step="0.01"
            min="-10000"
            max="10000"
            aria-describedby={`${field}-problem`}
          />
        </Change>
        <Change id={`${field}-stage`} label="Stage" name="stage" button="Set stage" busy={busy}>
          <select id={`${field}-stage`} name="to">
            <option value="">As the model says</option>
            {settableStages.map((stage) => (
              <option key={stage} value={stage}>
                {stageWords[stage]}
              </option>
            ))}
          </select>
        </Change>
        <Change id={`${field}-owner`} label="Owner" name="own" button="Set owner" busy={busy}>
          <input
            key={owner}
            id={`${field}-owner`}
            name="owner"
            maxLength={200}
            autocomplete="off"
            placeholder="Nobody"
            defaultValue={owner ?? ''}
          />
        </Change>
        <p id={`${field}-problem`} class="problem" role="alert">
          {problem}
        </p>
        {given.length > 0 && <GivenPoints given={given} busy={busy} />}
      </form>
    </Card>
  )
}

/** A control with the button that applies it; `name` tells `submit` which button was pressed. */
function Change(props: {
  id: string
  label: string
  button: string
  name?: string
  busy: boolean
  children: ComponentChildren
}) {
  return (
    <>
      <label for={props.id}>{props.label}</label>
      <span class="with-button">
        {props.children}
        <button type="submit" name={props.name} disabled={props.busy}>
          {props.button}
        </button>
      </span>
    </>
  )
}

/** Points given by hand, each of which can be taken back. */
function GivenPoints({ given, busy }: { given: readonly Given[]; busy: boolean }) {
  const { format } = useApp()
  return (
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
  )
}

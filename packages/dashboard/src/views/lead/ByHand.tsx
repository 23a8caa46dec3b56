import type { ByHandAnswer, ScoreAnswer, Stage } from '@leadlight/protocol'
import type { ComponentChildren, TargetedSubmitEvent } from 'preact'
import { useId } from 'preact/hooks'
import type { Api } from '../../api.ts'
import { useApp } from '../../app-context.ts'
import { Card } from '../../parts/Card.tsx'
import { listPointsByHand, type PointsEntry } from '../../points-by-hand.ts'
import { useAction } from '../../use-action.ts'
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
  const { api, announce, format, memory } = useApp()
  const { busy, problem, setProblem, run } = useAction()
  const field = useId()

  async function submit(event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter : null
    const read = (name: string) => String(new FormData(form).get(name) ?? '').trim()
    memory.set(AUTHOR, read('author'))
    if ((pressed?.name ?? '') === '' && !Number(read('points')))
      return setProblem('Enter points, with a minus sign to take some.')
    await run(async () => {
      const { lead } = await sendChange(api, id, pressed, read)
      form.reset()
      announce(`Done: ${format.points(lead.score)} points, ${stageWords[lead.stage]}`)
      onDone()
    })
  }

  const given = answer === undefined ? [] : listPointsByHand(answer.contributions)
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
        <PointsChange id={`${field}-points`} busy={busy} problemId={`${field}-problem`} />
        <StageChange id={`${field}-stage`} busy={busy} />
        <OwnerChange id={`${field}-owner`} busy={busy} owner={owner} />
        <p id={`${field}-problem`} class="problem" role="alert">
          {problem}
        </p>
        {given.length > 0 && <GivenPoints given={given} busy={busy} />}
      </form>
    </Card>
  )
}

/** Makes the change of the button that was pressed. @param read reads a field of the form */
function sendChange(
  api: Api,
  id: string,
  pressed: HTMLButtonElement | null,
  read: (name: string) => string,
): Promise<ByHandAnswer> {
  const by = { author: read('author'), reason: read('reason') }
  switch (pressed?.name) {
    case 'lift':
      return api.lift(id, pressed.value, by)
    case 'stage': {
      const stage = read('to') as Stage | ''
      return api.setStage(id, { stage: stage === '' || stage === 'visitor' ? null : stage, ...by })
    }
    case 'own':
      return api.setOwner(id, { owner: read('owner') || null, ...by })
    default:
      return api.givePoints(id, { points: Number(read('points')), ...by })
  }
}

function PointsChange({ id, busy, problemId }: { id: string; busy: boolean; problemId: string }) {
  return (
    <Change id={id} label="Points" button="Give points" busy={busy}>
      <input
        id={id}
        name="points"
        type="number"
        step="0.01"
        min="-10000"
        max="10000"
        aria-describedby={problemId}
      />
    </Change>
  )
}

function StageChange({ id, busy }: { id: string; busy: boolean }) {
  return (
    <Change id={id} label="Stage" name="stage" button="Set stage" busy={busy}>
      <select id={id} name="to">
        <option value="">As the model says</option>
        {settableStages.map((stage) => (
          <option key={stage} value={stage}>
            {stageWords[stage]}
          </option>
        ))}
      </select>
    </Change>
  )
}

function OwnerChange({ id, busy, owner }: { id: string; busy: boolean; owner: string | null }) {
  return (
    <Change id={id} label="Owner" name="own" button="Set owner" busy={busy}>
      <input
        key={owner}
        id={id}
        name="owner"
        maxLength={200}
        autocomplete="off"
        placeholder="Nobody"
        defaultValue={owner ?? ''}
      />
    </Change>
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
function GivenPoints({ given, busy }: { given: readonly PointsEntry[]; busy: boolean }) {
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

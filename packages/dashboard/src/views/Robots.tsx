import type { SpamItem } from '@leadlight/protocol'
import { useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { LiveState } from '../parts/LiveState.tsx'
import { LoadMore } from '../parts/LoadMore.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { Time } from '../parts/Time.tsx'
import { readPages } from '../read-pages.ts'
import { useAction } from '../use-action.ts'
import { useLive } from '../use-live.ts'

const PAGE = 20

/** Texts for the reasons to classify a submission as a robot's. */
const reasons: Readonly<Record<string, string>> = {
  robot: 'Says itself that it is one',
  trap: 'Filled in what people do not see',
  too_fast: 'Was faster than people are',
  unsigned: 'Never opened the form',
  no_work: 'Did not solve the puzzle',
  replayed_work: 'Sent one solution several times',
  too_many: 'Sent too many from one address',
}

/** Submissions classified as robots', each with buttons to accept or delete it; nothing when there are none. */
export function Robots() {
  const { api, announce, format } = useApp()
  const [count, setCount] = useState(PAGE)
  const [done, setDone] = useState<readonly string[]>([])
  const { problem, run } = useAction()
  const live = useLive('robots', (signal) => readPages(api.spam, count, signal), `${count} ${done.length}`)
  const items = live.data?.data.filter(({ id }) => !done.includes(id))

  const decide = (act: (id: string) => Promise<unknown>, id: string, said: string) =>
    run(async () => {
      await act(id)
      setDone([...done, id])
      announce(said)
    })

  return (
    <section>
      {live.error !== null && <LiveState live={live} what="robots" />}
      <p class="problem" role="alert">
        {problem}
      </p>
      {items && items.length > 0 && (
        <>
          <h2>Taken for robots</h2>
          <p class="quiet">
            Kept for 90 days. What you take in counts, scores and is confirmed by mail as if it had been let
            through.
          </p>
          <RobotTable
            items={items}
            onAccept={(id) => decide(api.acceptSpam, id, 'Taken in')}
            onDismiss={(id) => decide(api.dismissSpam, id, 'Deleted')}
          />
          <LoadMore
            shown={`${format.count(items.length)} shown`}
            more={live.data?.next !== null}
            label="Show earlier ones"
            onMore={() => setCount(count + PAGE)}
          />
        </>
      )}
    </section>
  )
}

function RobotTable({
  items,
  onAccept,
  onDismiss,
}: {
  items: SpamItem[]
  onAccept: (id: string) => void
  onDismiss: (id: string) => void
}) {
  const head = (
    <>
      <HeadCell>When</HeadCell>
      <HeadCell>Form</HeadCell>
      <HeadCell>Why</HeadCell>
      <HeadCell>Answers</HeadCell>
      <HeadCell>Decide</HeadCell>
    </>
  )
  return (
    <Table label="Taken for robots" name="rejected robots" head={head}>
      {items.map(({ id, receivedAt, form, reason, fields }) => {
        const name = String(fields.email ?? form)
        return (
          <Row key={id}>
            <Cell label="When">
              <Time at={receivedAt} exact />
            </Cell>
            <Cell label="Form">
              <bdi>{form}</bdi>
            </Cell>
            <Cell label="Why">{reasons[reason] ?? reason}</Cell>
            <Cell label="Answers">
              <details>
                <summary>
                  <bdi>{name}</bdi>
                </summary>
                <pre dir="ltr">{JSON.stringify(fields, null, 2)}</pre>
              </details>
            </Cell>
            <Cell label="Decide">
              <span class="with-button">
                <button type="button" aria-label={`Take in ${name}`} onClick={() => onAccept(id)}>
                  Take in
                </button>
                <button type="button" aria-label={`Delete ${name}`} onClick={() => onDismiss(id)}>
                  Delete
                </button>
              </span>
            </Cell>
          </Row>
        )
      })}
    </Table>
  )
}

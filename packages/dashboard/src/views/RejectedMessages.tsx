import type { Rejected } from '@leadlight/protocol'
import { useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { LiveState } from '../parts/LiveState.tsx'
import { LoadMore } from '../parts/LoadMore.tsx'
import { PageTitle } from '../parts/PageTitle.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { Time } from '../parts/Time.tsx'
import { readPages } from '../read-pages.ts'
import { useLive } from '../use-live.ts'

const PAGE = 50

/** The list of rejected messages, each with its reason. */
export function RejectedMessages() {
  const { api, format } = useApp()
  const [count, setCount] = useState(PAGE)
  const live = useLive('rejected', (signal) => readPages(api.rejected, count, signal), count)
  const messages = live.data?.data
  return (
    <>
      <PageTitle text="Rejected messages">
        <p class="quiet">What the collector refused, as it came, and why. Everything else was kept.</p>
      </PageTitle>
      <LiveState live={live} what="rejected messages" />
      {messages?.length === 0 && (
        <div class="empty">
          <h2>Nothing was rejected</h2>
          <p>Every message that came so far was in order.</p>
        </div>
      )}
      {messages && messages.length > 0 && (
        <>
          <RejectedTable messages={messages} />
          <LoadMore
            shown={`${format.count(messages.length)} shown`}
            more={live.data?.next !== null}
            label="Show earlier ones"
            onMore={() => setCount(count + PAGE)}
          />
        </>
      )}
    </>
  )
}

function RejectedTable({ messages }: { messages: Rejected[] }) {
  const head = (
    <>
      <HeadCell>When</HeadCell>
      <HeadCell>Site</HeadCell>
      <HeadCell>Reason</HeadCell>
      <HeadCell>Message</HeadCell>
    </>
  )
  return (
    <Table label="Rejected messages" name="rejected" head={head}>
      {messages.map((rejected) => (
        <Row key={rejected.id}>
          <Cell label="When">
            <Time at={rejected.receivedAt} exact />
          </Cell>
          <Cell label="Site">
            <bdi>{rejected.site}</bdi>
          </Cell>
          <Cell label="Reason">
            <span dir="auto">{rejected.reason}</span>
          </Cell>
          <Cell label="Message">
            <details>
              <summary>{rejected.messageId ? <bdi>{rejected.messageId}</bdi> : 'Without an id'}</summary>
              <pre dir="ltr">{JSON.stringify(rejected.message, null, 2)}</pre>
            </details>
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

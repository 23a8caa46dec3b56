import type { FormRow } from '@leadlight/protocol'
import { useApp } from '../app-context.ts'
import { CountCell } from '../parts/CountCell.tsx'
import { EmptyReport } from '../parts/EmptyReport.tsx'
import { LiveState } from '../parts/LiveState.tsx'
import { PageTitle } from '../parts/PageTitle.tsx'
import { Period, startOf } from '../parts/Period.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { navigate } from '../router.ts'
import { useLive } from '../use-live.ts'
import { Robots } from './Robots.tsx'

/** The report of how far visitors get with each form, and where they stop. */
export function Forms({ days }: { days: number }) {
  const { api } = useApp()
  const live = useLive(`forms ${days}`, (signal) => api.forms(startOf(days), signal))
  return (
    <>
      <PageTitle text="Forms">
        <Period days={days} onChange={(next) => navigate({ view: 'forms', days: next }, 'replace')} />
      </PageTitle>
      <LiveState live={live} what="forms" />
      {live.data?.length === 0 && <EmptyReport title="No form was seen in this time" />}
      {live.data && live.data.length > 0 && <FormTable rows={live.data} />}
      <Robots />
    </>
  )
}

function FormTable({ rows }: { rows: FormRow[] }) {
  const head = (
    <>
      <HeadCell>Form</HeadCell>
      <HeadCell number>Seen</HeadCell>
      <HeadCell number>Begun</HeadCell>
      <HeadCell number>Sent</HeadCell>
      <HeadCell number>New leads</HeadCell>
      <HeadCell number>Robots</HeadCell>
      <HeadCell>People stop at</HeadCell>
    </>
  )
  return (
    <Table label="Forms" name="forms" head={head}>
      {rows.map((row) => (
        <Row key={row.form}>
          <Cell label="Form">
            <span class="pair">
              <bdi>{row.name}</bdi>
              {row.name !== row.form && <bdi class="quiet">{row.form}</bdi>}
            </span>
          </Cell>
          <CountCell label="Seen" count={row.views} />
          <CountCell label="Begun" count={row.starts} />
          <CountCell
            label="Sent"
            count={row.submissions}
            share={row.submissions / Math.max(1, row.submissions, row.views)}
          />
          <CountCell label="New leads" count={row.leads} />
          <CountCell label="Robots" count={row.spam} />
          <Cell label="People stop at">
            <Stops row={row} />
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

/** Most fields shown in `Stops`. */
const SHOWN_STOPS = 3

function Stops({ row }: { row: FormRow }) {
  const { format } = useApp()
  return (
    <span class="pair">
      {row.stops.slice(0, SHOWN_STOPS).map(({ field, times }) => (
        <span key={field}>
          <bdi>{field}</bdi> <span class="quiet">{format.count(times)}</span>
        </span>
      ))}
    </span>
  )
}

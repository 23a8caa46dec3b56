import type { SourceRow } from '@leadlight/protocol'
import { useApp } from '../app-context.ts'
import { CountCell } from '../parts/CountCell.tsx'
import { EmptyReport } from '../parts/EmptyReport.tsx'
import { LiveState } from '../parts/LiveState.tsx'
import { PageTitle } from '../parts/PageTitle.tsx'
import { Period, startOf } from '../parts/Period.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { navigate } from '../router.ts'
import { useLive } from '../use-live.ts'
import { channelWords } from '../words.ts'

/** The report of visits, leads and qualified leads by source. */
export function Sources({ days }: { days: number }) {
  const { api } = useApp()
  const live = useLive(`sources ${days}`, (signal) => api.sources(startOf(days), signal))
  return (
    <>
      <PageTitle text="Sources">
        <Period days={days} onChange={(next) => navigate({ view: 'sources', days: next }, 'replace')} />
      </PageTitle>
      <LiveState live={live} what="sources" />
      {live.data?.length === 0 && <EmptyReport title="No visits in this time" />}
      {live.data && live.data.length > 0 && <SourceTable rows={live.data} />}
    </>
  )
}

function SourceTable({ rows }: { rows: SourceRow[] }) {
  const sum = (column: 'visits' | 'visitors' | 'leads' | 'qualified') =>
    rows.reduce((total, row) => total + row[column], 0)
  const most = Math.max(1, ...rows.map(({ leads }) => leads))
  const head = (
    <>
      <HeadCell>Source</HeadCell>
      <HeadCell>Campaign</HeadCell>
      <HeadCell number>Visits</HeadCell>
      <HeadCell number>Visitors</HeadCell>
      <HeadCell number>Leads</HeadCell>
      <HeadCell number>Qualified</HeadCell>
    </>
  )
  const foot = (
    <Row>
      <Cell label="Source">All sources</Cell>
      <Cell label="Campaign" />
      <CountCell label="Visits" count={sum('visits')} />
      <CountCell label="Visitors" count={sum('visitors')} />
      <CountCell label="Leads" count={sum('leads')} />
      <CountCell label="Qualified" count={sum('qualified')} />
    </Row>
  )
  return (
    <Table label="Sources" name="sources" head={head} foot={foot}>
      {rows.map((row) => (
        <Row key={JSON.stringify([row.channel, row.source, row.medium, row.campaign])}>
          <Cell label="Source">
            <span class="pair">
              <span>{channelWords[row.channel]}</span>
              <bdi class="quiet">{[row.source, row.medium].filter(Boolean).join(' / ')}</bdi>
            </span>
          </Cell>
          <Cell label="Campaign">{row.campaign && <bdi>{row.campaign}</bdi>}</Cell>
          <CountCell label="Visits" count={row.visits} />
          <CountCell label="Visitors" count={row.visitors} />
          <CountCell label="Leads" count={row.leads} share={row.leads / most} />
          <CountCell label="Qualified" count={row.qualified} />
        </Row>
      ))}
    </Table>
  )
}

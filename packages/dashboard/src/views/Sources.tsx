import type { SourceRow } from '@leadlight/protocol'
import { useApp } from '../app-context.ts'
import { Bar } from '../parts/Bar.tsx'
import { LiveState } from '../parts/LiveState.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { Title } from '../parts/Title.tsx'
import { navigate } from '../router.ts'
import { useLive } from '../use-live.ts'
import { channelWords } from '../words.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const ranges = [
  { days: 7, label: 'Last 7 days' },
  { days: 30, label: 'Last 30 days' },
  { days: 90, label: 'Last 90 days' },
  { days: 365, label: 'Last 12 months' },
  { days: 0, label: 'All time' },
]

/** Which sources bring visits, leads and qualified leads. */
export function Sources({ days }: { days: number }) {
  const { api } = useApp()
  const live = useLive(`sources ${days}`, (signal) => api.sources(startOf(days), signal))
  return (
    <>
      <Title text="Sources">
        <div class="filters">
          <label>
            <span>Period</span>
            <select
              value={days}
              onChange={(event) =>
                navigate({ view: 'sources', days: Number(event.currentTarget.value) }, 'replace')
              }
            >
              {ranges.map((range) => (
                <option key={range.days} value={range.days}>
                  {range.label}
                </option>
              ))}
            </select>
          </label>
        </div>
      </Title>
      <LiveState live={live} what="sources" />
      {live.data?.length === 0 && (
        <div class="empty">
          <h2>No visits in this time</h2>
          <p>
            Choose a longer period, or see <a href="#/leads">how to begin</a>.
          </p>
        </div>
      )}
      {live.data && live.data.length > 0 && <SourceTable rows={live.data} />}
    </>
  )
}

function SourceTable({ rows }: { rows: SourceRow[] }) {
  const { format } = useApp()
  const sum = (column: 'visits' | 'visitors' | 'leads' | 'qualified') =>
    format.count(rows.reduce((total, row) => total + row[column], 0))
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
      <Cell label="Visits" number>
        {sum('visits')}
      </Cell>
      <Cell label="Visitors" number>
        {sum('visitors')}
      </Cell>
      <Cell label="Leads" number>
        {sum('leads')}
      </Cell>
      <Cell label="Qualified" number>
        {sum('qualified')}
      </Cell>
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
          <Cell label="Visits" number>
            {format.count(row.visits)}
          </Cell>
          <Cell label="Visitors" number>
            {format.count(row.visitors)}
          </Cell>
          <Cell label="Leads" number>
            <span class="score">
              <span>{format.count(row.leads)}</span>
              <Bar share={row.leads / most} />
            </span>
          </Cell>
          <Cell label="Qualified" number>
            {format.count(row.qualified)}
          </Cell>
        </Row>
      ))}
    </Table>
  )
}

function startOf(days: number): string {
  return days === 0 ? '' : new Date(Date.now() - days * DAY_MS).toISOString()
}

import type { FunnelReport, FunnelStep } from '@leadlight/protocol'
import { useApp } from '../app-context.ts'
import { CountCell } from '../parts/CountCell.tsx'
import { EmptyReport } from '../parts/EmptyReport.tsx'
import { LiveState } from '../parts/LiveState.tsx'
import { PageTitle } from '../parts/PageTitle.tsx'
import { Period, startOf } from '../parts/Period.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { navigate } from '../router.ts'
import { useLive } from '../use-live.ts'

/** What the steps are called where there are many of each. */
const stepWords: Readonly<Record<FunnelStep['stage'], string>> = {
  visitor: 'Visitors',
  lead: 'Leads',
  mql: 'Marketing qualified',
  sql: 'Sales qualified',
  customer: 'Customers',
}

/** How many visitors become leads, and how far these get. */
export function Funnel({ days }: { days: number }) {
  const { api } = useApp()
  const live = useLive(`funnel ${days}`, (signal) => api.funnel(startOf(days), signal))
  const isEmpty = live.data?.data.every(({ reached }) => reached === 0)
  return (
    <>
      <PageTitle text="Funnel">
        <Period days={days} onChange={(next) => navigate({ view: 'funnel', days: next }, 'replace')} />
      </PageTitle>
      <LiveState live={live} what="the funnel" />
      {isEmpty && <EmptyReport title="Nobody came in this time" />}
      {live.data && !isEmpty && <Steps report={live.data} />}
    </>
  )
}

function Steps({ report }: { report: FunnelReport }) {
  const { format } = useApp()
  const head = (
    <>
      <HeadCell>Step</HeadCell>
      <HeadCell number>Got this far</HeadCell>
      <HeadCell number>Share</HeadCell>
      <HeadCell number>Median time</HeadCell>
      <HeadCell number>Here now</HeadCell>
      <HeadCell number>Disqualified</HeadCell>
    </>
  )
  const most = Math.max(1, ...report.data.map(({ reached }) => reached))
  const { withoutVisit } = report
  return (
    <>
      <Table label="Funnel" name="funnel" head={head}>
        {report.data.map((step) => (
          <Step key={step.stage} step={step} most={most} />
        ))}
      </Table>
      <p class="quiet note">
        Visitors with a visit in this time, and the leads first seen in it. Share and time are since the step
        before. Whoever once got to a step stays counted there, even after falling back.
        {withoutVisit > 0 &&
          ` Leads that never visited, like imported ones: ${format.count(withoutVisit)}; they are left out of the share of visitors.`}
      </p>
    </>
  )
}

function Step({ step, most }: { step: FunnelStep; most: number }) {
  const { format } = useApp()
  const { stage, reached, conversion, medianMs, now, disqualified } = step
  return (
    <Row>
      <Cell label="Step">{stepWords[stage]}</Cell>
      <CountCell label="Got this far" count={reached} share={reached / most} />
      <Cell label="Share" number>
        {conversion !== null && format.percent(conversion)}
      </Cell>
      <Cell label="Median time" number>
        {medianMs !== null && format.duration(medianMs)}
      </Cell>
      <Cell label="Here now" number>
        {now !== null && format.count(now)}
      </Cell>
      <Cell label="Disqualified" number>
        {stage !== 'visitor' && format.count(disqualified)}
      </Cell>
    </Row>
  )
}

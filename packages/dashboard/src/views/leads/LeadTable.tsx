import type { Lead, LeadReason } from '@leadlight/protocol'
import type { LeadSort } from '../../api.ts'
import { useApp } from '../../app-context.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Grade } from '../../parts/Grade.tsx'
import { SourceText } from '../../parts/SourceText.tsx'
import { Stage } from '../../parts/Stage.tsx'
import { Cell, HeadCell, Row, Table } from '../../parts/Table.tsx'
import { Time } from '../../parts/Time.tsx'
import { companyOf, nameOf } from '../../person.ts'
import { formatRoute } from '../../router.ts'
import { useRestoredFocus } from '../../use-restored-focus.ts'

/** The table of leads. */
export function LeadTable({ leads, sort }: { leads: Lead[]; sort: LeadSort }) {
  useRestoredFocus()
  const order = sort.startsWith('-') ? 'descending' : 'ascending'
  const sorted = sort.replace('-', '')
  const best = Math.max(1, ...leads.map(({ score }) => score))
  const columns = (
    <>
      <HeadCell sort={sorted === 'score' ? order : undefined}>Score</HeadCell>
      <HeadCell>Grade</HeadCell>
      <HeadCell>Lead</HeadCell>
      <HeadCell>Why</HeadCell>
      <HeadCell>Stage</HeadCell>
      <HeadCell>Source</HeadCell>
      <HeadCell sort={sorted === 'lastSeen' ? order : undefined}>Last seen</HeadCell>
    </>
  )
  return (
    <Table label="Leads" name="leads" head={columns}>
      {leads.map((lead) => (
        <LeadRow key={lead.id} lead={lead} best={best} />
      ))}
    </Table>
  )
}

function LeadRow({ lead, best }: { lead: Lead; best: number }) {
  const { format } = useApp()
  const name = nameOf(lead)
  const company = companyOf(lead)
  const email = lead.email === name ? null : lead.email
  return (
    <Row>
      <Cell label="Score">
        <span class="score">
          <strong title={format.points(lead.score)}>{format.count(lead.score)}</strong>
          <Bar share={lead.score / best} />
        </span>
      </Cell>
      <Cell label="Grade">
        <Grade grade={lead.grade} />
      </Cell>
      <Cell label="Lead">
        <span class="pair">
          <a class="whole-row" data-lead href={formatRoute({ view: 'lead', id: lead.id, at: '' })}>
            <bdi>{name}</bdi>
          </a>
          <span class="quiet">
            {company && <bdi>{company}</bdi>}
            {company && email && ' · '}
            {email && <bdi>{email}</bdi>}
          </span>
        </span>
      </Cell>
      <Cell label="Why">
        <Why reasons={lead.reasons ?? []} />
      </Cell>
      <Cell label="Stage">
        <Stage stage={lead.stage} />
      </Cell>
      <Cell label="Source">
        <SourceText source={lead.lastSource} />
      </Cell>
      <Cell label="Last seen">
        <Time at={lead.lastSeen} />
      </Cell>
    </Row>
  )
}

/** The largest parts of a score, in a line each. */
function Why({ reasons }: { reasons: readonly LeadReason[] }) {
  const { format } = useApp()
  return (
    <ul class="why">
      {reasons.map(({ rule, label, points }) => (
        <li key={rule}>
          <bdi class={points < 0 ? 'points-bad' : 'points-good'}>{format.wholeChange(points)}</bdi>{' '}
          <span dir="auto">{label}</span>
        </li>
      ))}
    </ul>
  )
}

import type { Lead } from '@leadlight/protocol'
import { useApp } from '../../app-context.ts'
import { Grade } from '../../parts/Grade.tsx'
import { Stage } from '../../parts/Stage.tsx'
import { Time } from '../../parts/Time.tsx'
import { companyOf } from '../../person.ts'
import { everyLead, formatRoute } from '../../router.ts'

/** The summary of a lead: position, score, grade, stage and times. */
export function LeadHead({ lead }: { lead: Lead }) {
  const { format } = useApp()
  const company = companyOf(lead)
  const { title } = lead.traits
  return (
    <div class="lead-head">
      {(title || company) && (
        <p>
          {title && <bdi>{title}</bdi>}
          {title && company && ' · '}
          {company && <bdi>{company}</bdi>}
        </p>
      )}
      <ul class="facts">
        <li>
          <strong>{format.points(lead.score)}</strong> points
        </li>
        <li>
          <span class="visually-hidden">Grade </span>
          <Grade grade={lead.grade} />
        </li>
        <li>
          <Stage stage={lead.stage} />
        </li>
        <li class="quiet">
          Last seen <Time at={lead.lastSeen} />
        </li>
        <li class="quiet">
          First seen <Time at={lead.firstSeen} />
        </li>
        {lead.visitors.length > 1 && <li class="quiet">{format.count(lead.visitors.length)} browsers</li>}
        {lead.owner && (
          <li class="quiet">
            Owner{' '}
            <a href={formatRoute({ view: 'leads', filter: { ...everyLead, owner: lead.owner } })}>
              <bdi>{lead.owner}</bdi>
            </a>
          </li>
        )}
      </ul>
    </div>
  )
}

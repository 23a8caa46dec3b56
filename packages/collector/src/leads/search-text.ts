import type { Json } from '@leadlight/protocol'
import type { LeadRecord } from './lead-record.ts'
import { traitValues } from './traits.ts'

/** What a lead can be found by, in lower case: its e-mail addresses, names and company, each on a line of its own. */
export function searchText({ emails, traits }: LeadRecord): string {
  const { email, name, firstName, lastName, company } = traitValues(traits)
  const fullName = [firstName, lastName].filter((part) => part !== undefined).join(' ')
  return [...emails, email, name, fullName, companyName(company)]
    .filter((part) => part !== undefined && part !== '')
    .join('\n')
    .toLowerCase()
}

function companyName(company: Json | undefined): string | undefined {
  if (typeof company === 'string') return company
  const name =
    company !== null && typeof company === 'object' && !Array.isArray(company) ? company.name : undefined
  return typeof name === 'string' ? name : undefined
}

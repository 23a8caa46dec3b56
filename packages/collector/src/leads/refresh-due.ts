import type { Scorer } from '@leadlight/scoring'
import type { Store } from '../storage/port.ts'
import { rateLead } from './rate-lead.ts'
import { searchText } from './search-text.ts'

const LEADS_PER_TRANSACTION = 500

/** Rates the leads whose time to change has come by `at`, so that filters are exact and stored scores near the truth. */
export async function refreshDue(store: Store, scorer: Scorer, at: number): Promise<void> {
  while (true) {
    // Mostly there are none: writers need not be asked then.
    const due = await store.read((snapshot) => snapshot.dueLeads(at, 1))
    if (due.length === 0) return
    await store.transact(async (transaction) => {
      const leads = await transaction.dueLeads(at, LEADS_PER_TRANSACTION)
      for (const lead of leads) rateLead(lead, scorer, at)
      await transaction.saveLeads(leads.map((lead) => ({ lead, searchText: searchText(lead) })))
    })
  }
}

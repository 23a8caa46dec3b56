import type { Transaction } from '../port.ts'
import { put, type Tables } from './tables.ts'

type LeadWriting = Pick<
  Transaction,
  'saveLeads' | 'deleteLeads' | 'saveNextLeads' | 'swapLeads' | 'dropNextLeads'
>

/** Creates writes of leads that take effect at once; `undo` receives a function that reverts each step. */
export function createMemoryLeadWriting(tables: Tables, undo: (() => void)[]): LeadWriting {
  return {
    saveLeads: async (leads) => {
      for (const { lead, words: given } of leads) {
        const words = given ?? tables.leads.get(lead.id)?.words ?? []
        put(tables.leads, lead.id, { json: JSON.stringify(lead), words }, undo)
      }
    },
    deleteLeads: async (ids) => {
      for (const id of ids) {
        put(tables.leads, id, undefined, undo)
        put(tables.nextLeads, id, undefined, undo)
      }
    },
    saveNextLeads: async (leads) => {
      for (const lead of leads) {
        const words = tables.leads.get(lead.id)?.words ?? []
        put(tables.nextLeads, lead.id, { json: JSON.stringify(lead), words }, undo)
      }
    },
    swapLeads: async () => {
      const swap = () => {
        const { leads, nextLeads } = tables
        Object.assign(tables, { leads: nextLeads, nextLeads: leads })
      }
      swap()
      undo.push(swap)
    },
    dropNextLeads: async (limit) => {
      const ids = [...tables.nextLeads.keys()].slice(0, limit)
      for (const id of ids) put(tables.nextLeads, id, undefined, undo)
      return ids.length
    },
  }
}

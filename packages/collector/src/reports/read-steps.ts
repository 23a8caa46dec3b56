import { CROSSINGS } from '../crossings/crossing.ts'
import type { Document } from '../storage/documents.ts'
import type { Snapshot } from '../storage/port.ts'
import type { Step } from './stage-times.ts'

const AT_ONCE = 2_000

/** Crossings may be recorded somewhat before their time, because clocks differ. */
const AHEAD_MS = 600_000

/** A crossing of every lead that adds no information, recognized in the JSON to skip parsing it. */
const BECAME_LEAD = '"from":"visitor","to":"lead"'

/** The changes of stage recorded since a time, by the current lead of the person they are about. */
export async function readSteps(snapshot: Snapshot, since: number): Promise<Map<string, Step[]>> {
  const steps = new Map<string, Step[]>()
  let after: Pick<Document, 'at' | 'id'> = { at: since - AHEAD_MS, id: '' }
  for (;;) {
    const documents = await snapshot.documents({ collection: CROSSINGS, after, limit: AT_ONCE })
    const further = documents.filter(({ content }) => !content.includes(BECAME_LEAD))
    const leads = await leadsOf(snapshot, further)
    for (const { about, content } of further) {
      const { lead: recorded, at, from, to } = JSON.parse(content)
      const lead = leads.get(about ?? '') ?? recorded
      const step = { at: Date.parse(at), from, to }
      const others = steps.get(lead)
      if (others === undefined) steps.set(lead, [step])
      else others.push(step)
    }
    const last = documents.at(-1)
    if (last === undefined || documents.length < AT_ONCE) return steps
    after = last
  }
}

async function leadsOf(snapshot: Snapshot, documents: Document[]): Promise<Map<string, string>> {
  const keys = new Set(documents.flatMap(({ about }) => about ?? []))
  const persons = keys.size === 0 ? [] : await snapshot.persons([...keys])
  return new Map(persons.map(({ key, lead }) => [key, lead]))
}

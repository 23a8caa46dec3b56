import { CROSSINGS } from '../crossings/crossing.ts'
import type { Document } from '../storage/documents.ts'
import type { Snapshot } from '../storage/port.ts'
import type { Step } from './way-of-lead.ts'

const AT_ONCE = 2_000

/** A crossing may be written down a little before its time: clocks differ. */
const AHEAD_MS = 600_000

/** Every lead begins so, so that most crossings tell nothing else; they need not be taken apart. */
const BECAME_LEAD = '"from":"visitor","to":"lead"'

/** The changes of stage that were recorded since a time, by the lead that whom they are about belongs to now. */
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

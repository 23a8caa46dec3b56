import type { FormRow, Json } from '@leadlight/protocol'
import { cutText } from '../cut-text.ts'
import { FORM_SUBMITTED } from '../event-names.ts'
import { emailKey } from '../identity/person-key.ts'
import type { Document } from '../storage/documents.ts'
import { lockDocuments } from '../storage/lock-documents.ts'
import type { Snapshot, TimeRange, Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** Counts for a form on one day, by one shard. */
interface FormCounts {
  form: string
  name: string
  views: number
  starts: number
  submissions: number
  leads: number
  spam: number
  /** By the name of the field. */
  stops: Record<string, number>
}

/** Names of the collections of documents: counts by day (UTC), form and shard; and the addresses of the leads from a form. */
export const FORM_COUNTS = 'form counts'
export const FORM_LEADS = 'form leads'

const DAY_MS = 86_400_000

/** Collectors that share a store mostly use different shards, so that they do not wait for one another. */
const SHARDS = 4

/** Longer form ids and field names are truncated; pages may send any. */
const LONGEST_ID = 100
const MAX_STOPS = 200

const counted = new Set(['Form Viewed', 'Form Started', 'Form Abandoned', FORM_SUBMITTED])

/** Counts events of forms in the transaction that stores them. Only new events may be passed, so that each counts once. */
export type CountForms = (transaction: Transaction, events: StoredEvent[]) => Promise<void>

/** Creates the counter of a collector. */
export function createFormCounter(shard = Math.floor(Math.random() * SHARDS)): CountForms {
  return async (transaction, events) => {
    const own = events.filter(({ name, properties }) => counted.has(name) && idOf(properties.form_id) !== '')
    if (own.length === 0) return
    const ids = [...new Set(own.map((event) => countId(event, shard)))].sort()
    const found = await lockDocuments(transaction, FORM_COUNTS, ids)
    const counts = new Map<string, FormCounts>(found.map(({ id, content }) => [id, JSON.parse(content)]))
    const fresh = await newAddresses(transaction, own)
    const at = new Map<string, number>()
    for (const event of own) {
      const id = countId(event, shard)
      const form = idOf(event.properties.form_id)
      const sum = counts.get(id) ?? emptyCounts(form)
      counts.set(id, sum)
      at.set(id, dayOf(event.at))
      add(sum, event)
      if (fresh.delete(formLeadId(event))) sum.leads += 1
    }
    await transaction.saveDocuments(
      Array.from(at, ([id, day]) => ({
        collection: FORM_COUNTS,
        id,
        about: null,
        at: day,
        content: JSON.stringify(counts.get(id)),
      })),
    )
  }
}

function add(sum: FormCounts, { name, properties, bot }: StoredEvent): void {
  const { form_name: called, last_field: field, outcome, spam, was_spam: wasSpam } = properties
  if (name === FORM_SUBMITTED) sum.spam += spam !== undefined ? 1 : wasSpam !== undefined ? -1 : 0
  if (bot || outcome === 'attempted') return
  if (typeof called === 'string' && called !== '') sum.name = cutText(called, LONGEST_ID)
  if (name === 'Form Viewed') sum.views += 1
  if (name === 'Form Started') sum.starts += 1
  if (name === FORM_SUBMITTED) sum.submissions += 1
  if (name !== 'Form Abandoned' || typeof field !== 'string' || field === '') return
  const stop = cutText(field, LONGEST_ID)
  const times = Object.hasOwn(sum.stops, stop) ? (sum.stops[stop] ?? 0) : 0
  if (times > 0 || Object.keys(sum.stops).length < MAX_STOPS) sum.stops[stop] = times + 1
}

/** Records the addresses of the leads from a form, for erasure with the person, and returns the new ones. */
async function newAddresses(transaction: Transaction, events: StoredEvent[]): Promise<Set<string>> {
  const documents = new Map<string, Document>()
  for (const event of events) {
    const { name, email, bot, at, properties } = event
    if (name !== FORM_SUBMITTED || email === null || bot || properties.outcome === 'attempted') continue
    const id = formLeadId(event)
    documents.set(id, { collection: FORM_LEADS, id, about: emailKey(email), at, content: '{}' })
  }
  if (documents.size === 0) return new Set()
  const known = await transaction.documents({ collection: FORM_LEADS, ids: [...documents.keys()].sort() })
  for (const { id } of known) documents.delete(id)
  await transaction.saveDocuments([...documents.values()])
  return new Set(documents.keys())
}

/** The report of each form over a range of days (UTC), most used form first. */
export async function reportForms(snapshot: Snapshot, { from, to }: TimeRange): Promise<FormRow[]> {
  const documents = await snapshot.documents({
    collection: FORM_COUNTS,
    after: { at: dayOf(from) - 1, id: '' },
    until: to - 1,
  })
  const rows = new Map<string, FormCounts>()
  for (const { content } of documents) {
    const part: FormCounts = JSON.parse(content)
    const sum = rows.get(part.form) ?? emptyCounts(part.form)
    rows.set(part.form, sum)
    sum.name = part.name
    for (const key of ['views', 'starts', 'submissions', 'leads', 'spam'] as const) sum[key] += part[key]
    for (const [field, times] of Object.entries(part.stops)) {
      sum.stops[field] = (Object.hasOwn(sum.stops, field) ? (sum.stops[field] ?? 0) : 0) + times
    }
  }
  return Array.from(rows.values(), ({ stops, ...row }) => ({
    ...row,
    stops: Object.entries(stops)
      .map(([field, times]) => ({ field, times }))
      .sort((a, b) => b.times - a.times),
  })).sort((a, b) => b.submissions - a.submissions || b.views - a.views || (a.form < b.form ? -1 : 1))
}

function emptyCounts(form: string): FormCounts {
  return { form, name: form, views: 0, starts: 0, submissions: 0, leads: 0, spam: 0, stops: {} }
}

function idOf(form: Json | undefined): string {
  return typeof form === 'string' ? cutText(form, LONGEST_ID) : ''
}

function countId({ at, properties }: StoredEvent, shard: number): string {
  return `${new Date(at).toISOString().slice(0, 10)}/${shard}/${idOf(properties.form_id)}`
}

function formLeadId({ email, properties }: StoredEvent): string {
  return `${idOf(properties.form_id)}/${email}`
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS
}

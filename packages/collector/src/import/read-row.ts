import { type Json, type JsonObject, type Outcome, readTime, type Traits } from '@leadlight/protocol'
import { normalizeEmail } from '../ingest/email.ts'
import type { FieldTrait } from '../ingest/mapping/field-words.ts'
import { fieldWords } from '../ingest/mapping/field-words.ts'
import { formTraits } from '../ingest/mapping/form-traits.ts'
import type { MappedColumn } from './map-columns.ts'

/** A lead as a line of a file tells it. */
export interface LeadRow {
  email: string | null
  userId: string | null
  traits: Traits
  /** When that was known, in milliseconds since 1970; null when the file does not tell. */
  at: number | null
  outcome: Outcome | null
  outcomeAt: number | null
}

/** Longest text of a trait that is none of the reserved ones. */
const LONGEST_TEXT = 1_000

/** Reads a row; a text says what is wrong with it. */
export function readRow(columns: readonly MappedColumn[], values: readonly string[]): LeadRow | string {
  if (values.length > columns.length && values.slice(columns.length).some((value) => value.trim() !== '')) {
    return `${values.length} values for ${columns.length} columns: is one of them missing its quotation marks?`
  }
  const found = new Map<string, string>()
  for (const [index, { as }] of columns.entries()) {
    const value = values[index]?.trim() ?? ''
    if (as !== null && value !== '') found.set(as, value)
  }
  const take = (name: string) => {
    const value = found.get(name)
    found.delete(name)
    return value
  }
  const userId = take('userId') ?? null
  const times = [take('at'), take('outcomeAt')]
  const told = take('outcome')
  const outcome = told === undefined ? null : outcomeOf(told)
  const address = found.get('email')
  const email = address === undefined ? null : normalizeEmail(address)
  if (email === undefined) return `"${short(address ?? '')}" is no e-mail address`
  if (email === null && userId === null) return 'neither e-mail address nor user id'
  if (userId !== null && userId.length > 255) return 'a user id of more than 255 characters'
  const [at, outcomeAt] = times.map((text) => (text === undefined ? null : readDate(text)))
  const wrong = times.find((_, index) => Number.isNaN([at, outcomeAt][index] ?? 0))
  if (wrong !== undefined)
    return `"${short(wrong)}" is no date: write it like 2026-11-21 or 2026-11-21T10:00:00Z`
  if (outcome === undefined) return `"${short(told ?? '')}" is no outcome: write won or lost, or nothing`
  return { email, userId, traits: readTraits(found), at: at ?? null, outcome, outcomeAt: outcomeAt ?? null }
}

/** Reserved traits as forms are read, others as numbers, truths or texts. */
function readTraits(found: ReadonlyMap<string, string>): Traits {
  const fields: JsonObject = {}
  const others: JsonObject = {}
  for (const [name, value] of found) {
    if (Object.hasOwn(fieldWords, name)) fields[name] = value
    else if (name !== '__proto__') others[name] = readValue(value)
  }
  return { ...others, ...formTraits({ fields }, (name) => name as FieldTrait) }
}

/** A number is one only if nothing of the text is lost by it: `007` is none. */
function readValue(text: string): Json {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text)) return Number(text)
  return text.slice(0, LONGEST_TEXT)
}

const won = /^(won|win|closed[ -]?won|customer|yes|true|1|gewonnen|ganado|gagn[ée]|ganho|जीता|জিতেছে)$/i
const lost = /^(lost|loss|closed[ -]?lost|no|false|0|verloren|perdido|perdu|हारा|হেরেছে)$/i
const open = /^(open|pending|offen|abierto|ouvert|aberto|-)$/i

/** Null for one that is open; undefined for what is none. */
function outcomeOf(text: string): Outcome | null | undefined {
  if (won.test(text)) return 'won'
  if (lost.test(text)) return 'lost'
  return open.test(text) ? null : undefined
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/**
 * A time in ISO 8601, UTC unless it tells an offset, or in numbers since 1970. Nothing else is guessed at: of 01/02/2026, nobody
 * knows which is the month.
 */
function readDate(text: string): number {
  return /^\d{4}/.test(text) ? Date.parse(String(readTime(text))) : Number.NaN
}

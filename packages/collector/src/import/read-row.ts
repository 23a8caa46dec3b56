import {
  type Json,
  type JsonObject,
  MAX_OWNER_LENGTH,
  type Outcome,
  readTime,
  type Traits,
} from '@leadlight/protocol'
import { cutText } from '../cut-text.ts'
import { normalizeEmail } from '../ingest/email.ts'
import { isPlaceholderId } from '../ingest/is-placeholder-id.ts'
import type { FieldTrait } from '../ingest/mapping/field-words.ts'
import { fieldWords } from '../ingest/mapping/field-words.ts'
import { formTraits } from '../ingest/mapping/form-traits.ts'
import type { MappedColumn } from './map-columns.ts'

/** A lead in a row of a file. */
export interface LeadRow {
  email: string | null
  userId: string | null
  traits: Traits
  /** Time of the row, in milliseconds since 1970; null when the file has none. */
  at: number | null
  /** The salesperson. */
  owner: string | null
  outcome: Outcome | null
  outcomeAt: number | null
}

/** Longest value of a trait that is not a reserved one, in UTF-16 code units. */
const LONGEST_TEXT = 1_000

/** Whether a row has no values: spreadsheets write such rows for cells that were used once. */
export function isBlankRow(values: readonly string[]): boolean {
  return values.every((value) => value.trim() === '')
}

/** Reads a row. A string in return says what is wrong with it. */
export function readRow(columns: readonly MappedColumn[], values: readonly string[]): LeadRow | string {
  if (!isBlankRow(values.slice(columns.length))) {
    return `${values.length} values for ${columns.length} columns: is one of them missing its quotation marks?`
  }
  const found = new Map<string, string>()
  for (const [index, { as }] of columns.entries()) {
    const value = values[index]?.trim() ?? ''
    if (as !== null && value !== '' && !(as === 'userId' && isPlaceholderId(value))) found.set(as, value)
  }
  const take = (name: string) => {
    const value = found.get(name)
    found.delete(name)
    return value
  }
  const userId = take('userId') ?? null
  const owner = take('owner') ?? null
  const times = [take('at'), take('outcomeAt')]
  const told = take('outcome')
  const outcome = told === undefined ? null : outcomeOf(told)
  const address = found.get('email')
  const email = address === undefined ? null : normalizeEmail(address)
  if (email === undefined) return `"${short(address ?? '')}" is not an e-mail address`
  if (email === null && userId === null) return 'neither e-mail address nor user id'
  if (userId !== null && userId.length > 255) return 'a user id of more than 255 characters'
  const [at, outcomeAt] = times.map((text) => (text === undefined ? null : readDate(text)))
  const wrong = times.find((_, index) => Number.isNaN([at, outcomeAt][index] ?? 0))
  if (wrong !== undefined)
    return `"${short(wrong)}" is not a date: write it like 2026-11-21 or 2026-11-21T10:00:00Z`
  if (owner !== null && owner.length > MAX_OWNER_LENGTH)
    return `an owner of more than ${MAX_OWNER_LENGTH} characters`
  if (outcome === undefined)
    return `"${short(told ?? '')}" is not an outcome: write won or lost, or leave it empty`
  return {
    ...{ email, userId, owner, outcome },
    traits: readTraits(found),
    at: at ?? null,
    outcomeAt: outcomeAt ?? null,
  }
}

/** Reads traits by name: reserved ones like form fields, others as numbers, booleans or text. */
export function readTraits(found: ReadonlyMap<string, string>): Traits {
  const fields: JsonObject = {}
  const others: JsonObject = {}
  for (const [name, value] of found) {
    if (Object.hasOwn(fieldWords, name)) fields[name] = value
    else if (name !== '__proto__') others[name] = readValue(value)
  }
  return { ...others, ...formTraits({ fields }, (name) => name as FieldTrait) }
}

/** Reads a number only if it represents the text exactly, which is not the case for `007`. */
function readValue(text: string): Json {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  if (/^-?(0|[1-9]\d{0,14})(\.\d{1,9})?$/.test(text)) return Number(text)
  return cutText(text, LONGEST_TEXT)
}

const won = /^(won|win|closed[ -]?won|customer|yes|true|1|gewonnen|ganado|gagn[ée]|ganho|जीता|জিতেছে)$/i
const lost = /^(lost|loss|closed[ -]?lost|no|false|0|verloren|perdido|perdu|हारा|হেরেছে)$/i
const open = /^(open|pending|offen|abierto|ouvert|aberto|-)$/i

/** The outcome in a text; null for an open lead, undefined for anything else. */
function outcomeOf(text: string): Outcome | null | undefined {
  if (won.test(text)) return 'won'
  if (lost.test(text)) return 'lost'
  return open.test(text) ? null : undefined
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/**
 * Reads a time in ISO 8601 (UTC without an offset) or as a number since 1970. Other formats are refused, because dates like
 * 01/02/2026 are ambiguous, and spreadsheets count days from different years.
 */
function readDate(text: string): number {
  return /^\d{4}(?!\d)|^\d{9,13}(?!\d)/.test(text) ? Date.parse(String(readTime(text))) : Number.NaN
}

import type { Json, Traits } from '@leadlight/protocol'
import { cellOf } from '../csv/leads-csv.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import { readTraits } from './read-row.ts'

/** The traits of a row, where a cell that was exported and comes back is the value that is known: text cannot hold an object. */
export function keepKnown(traits: Traits, known: Traits): Traits {
  const kept: Traits = { ...traits }
  for (const name of Object.keys(traits)) {
    const before = known[name]
    if (before !== undefined && isCellOf(name, before, traits[name] ?? null)) kept[name] = before
  }
  return kept
}

function isCellOf(name: string, known: Json, value: Json): boolean {
  const cell = cellOf(known)
  if (cell === null) return false
  const again = readTraits(new Map([[name, String(cell).trim()]]))[name]
  return again !== undefined && fingerprint(again) === fingerprint(value)
}

import { presets } from '@leadlight/scoring/presets'
import { readPreset } from '../configuration/read-model.ts'

/** Address of the JSON Schema, for editors. */
const SCHEMA = 'https://unpkg.com/@leadlight/scoring/model.schema.json'

/** The content of a preset, or without a name the list of names. Throws a `Failure` for an unknown name. */
export function writePreset(name?: string): string {
  if (name === undefined) return Object.keys(presets).join('\n')
  return JSON.stringify({ $schema: SCHEMA, ...readPreset(name) }, null, 2)
}

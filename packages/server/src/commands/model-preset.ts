import { readPreset } from '../configuration/read-model.ts'

/** Address of the JSON Schema, for editors. */
const SCHEMA = 'https://unpkg.com/@leadlight/scoring/model.schema.json'

/** The content of a preset. Throws a `Failure` for an unknown name. */
export function writePreset(name: string): string {
  return JSON.stringify({ $schema: SCHEMA, ...readPreset(name) }, null, 2)
}

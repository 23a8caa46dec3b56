import { readPreset } from '../configuration/read-model.ts'

/** Where editors find what a model may hold. */
const SCHEMA = 'https://unpkg.com/@leadlight/scoring/model.schema.json'

/** A preset as a file to go on from. Throws a `Failure` for an unknown name. */
export function writePreset(name: string): string {
  return JSON.stringify({ $schema: SCHEMA, ...readPreset(name) }, null, 2)
}

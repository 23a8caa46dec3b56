import { modelJsonSchema } from '@leadlight/scoring'

/** The JSON Schema of scoring models. */
export function writeModelSchema(): string {
  return JSON.stringify(modelJsonSchema(), null, 2)
}

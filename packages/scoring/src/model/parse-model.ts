import { describeIssues, type ModelError, writePath } from './describe-issues.ts'
import { type Model, modelSchema } from './model.ts'
import { modelKeys } from './model-json-schema.ts'

/** A model, or all that is wrong with it. */
export type ParsedModel = { model: Model } | { errors: ModelError[] }

/** Conditions may be nested this deep. */
const DEEPEST = 32

/** Checks a model read from JSON. Never throws. */
export function parseModel(json: unknown): ParsedModel {
  const fault = findFault(json, [])
  if (fault !== undefined) return { errors: [fault] }
  const result = modelSchema.safeParse(json, { reportInput: true })
  if (result.success) return { model: result.data }
  return { errors: describeIssues(result.error.issues, modelKeys()) }
}

/** What must not even reach the schema: nesting that could exhaust the stack, and names that reach a prototype. */
function findFault(json: unknown, path: readonly PropertyKey[]): ModelError | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  if (path.length > DEEPEST) {
    return { path: writePath(path), message: `nested more than ${DEEPEST} deep: simplify the condition` }
  }
  for (const [key, value] of Object.entries(json)) {
    const here = [...path, Array.isArray(json) ? Number(key) : key]
    if (key === '__proto__') return { path: writePath(here), message: 'not allowed as a name: remove it' }
    const fault = findFault(value, here)
    if (fault !== undefined) return fault
  }
  return undefined
}

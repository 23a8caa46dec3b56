import { describeIssues, type ModelError, writePath } from './describe-issues.ts'
import { type Model, modelSchema } from './model.ts'
import { modelKeys } from './model-json-schema.ts'

/** A valid model, or all its errors. */
export type ParsedModel = { model: Model } | { errors: ModelError[] }

/** Deepest nesting of a model, so that recursion over its conditions is bounded. */
const DEEPEST = 32

/** Validates a model read from JSON. Never throws. */
export function parseModel(json: unknown): ParsedModel {
  const fault = findUnsafeValue(json, [])
  if (fault !== undefined) return { errors: [fault] }
  const result = modelSchema.safeParse(json, { reportInput: true })
  if (result.success) return { model: result.data }
  return { errors: describeIssues(result.error.issues, modelKeys()) }
}

/** Finds what must not reach the schema: nesting that could exhaust the stack, and `__proto__` as a key. */
function findUnsafeValue(json: unknown, path: readonly PropertyKey[]): ModelError | undefined {
  if (typeof json !== 'object' || json === null) return undefined
  if (path.length > DEEPEST) {
    return { path: writePath(path), message: `nested more than ${DEEPEST} deep: simplify the condition` }
  }
  for (const [key, value] of Object.entries(json)) {
    const here = [...path, Array.isArray(json) ? Number(key) : key]
    if (key === '__proto__') return { path: writePath(here), message: 'not allowed as a name: remove it' }
    const fault = findUnsafeValue(value, here)
    if (fault !== undefined) return fault
  }
  return undefined
}

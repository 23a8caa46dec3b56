import { z } from 'zod'
import { type FormDefinition, formDefinitionSchema } from './form-definition.ts'

/** A valid form, or its errors; `path` is a JSON path, empty for the form as a whole. */
export type ParsedForm = { form: FormDefinition } | { errors: { path: string; message: string }[] }

type Issue = z.core.$ZodIssue

/** Deepest nesting of a definition, so that recursion over its conditions is bounded. */
const DEEPEST = 32

/** Checks a form read from JSON. Never throws. */
export function parseForm(json: unknown): ParsedForm {
  if (isTooDeep(json, DEEPEST)) {
    return { errors: [{ path: '', message: `nested more than ${DEEPEST} deep: simplify the conditions` }] }
  }
  const result = formDefinitionSchema.safeParse(json)
  if (result.success) return { form: result.data }
  return { errors: result.error.issues.flatMap((issue) => describe(issue, [])) }
}

/**
 * JSON Schema (draft 2020-12) of a form, for editors; a new object on each call. The package ships it as
 * `form.schema.json`, and `leadlight forms schema` prints it.
 */
export function formJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(formDefinitionSchema, { io: 'input' })
}

function describe(issue: Issue, base: readonly PropertyKey[]): { path: string; message: string }[] {
  const path = [...base, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Report the alternative that fits best: it is probably the one that was meant.
    const nearest = issue.errors.reduce((best, next) => (next.length < best.length ? next : best))
    return nearest.flatMap((inner) => describe(inner, path))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: writePath([...path, key]), message: `unknown key "${key}"` }))
  }
  return [{ path: writePath(path), message: issue.message }]
}

function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('')
}

function isTooDeep(json: unknown, levels: number): boolean {
  if (typeof json !== 'object' || json === null) return false
  return levels === 0 || Object.values(json).some((value) => isTooDeep(value, levels - 1))
}

import { z } from 'zod'
import { modelSchema } from './model.ts'

/**
 * JSON Schema (draft 2020-12) of a model as written, for editors; a new object on each call. The package ships it as
 * `model.schema.json`, and `leadlight model schema` prints it.
 */
export function modelJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(modelSchema, { io: 'input' })
}

/** All keys that can occur in a model. */
export function modelKeys(): Set<string> {
  const keys = new Set<string>()
  collect(modelJsonSchema(), keys)
  return keys
}

function collect(schema: unknown, keys: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return
  for (const [name, value] of Object.entries(schema)) {
    if (name !== 'properties') collect(value, keys)
    else for (const [key, inner] of Object.entries(value)) collect(inner, keys.add(key))
  }
}

import { z } from 'zod'
import { modelSchema } from './model.ts'

/**
 * JSON Schema (draft 2020-12) of a model as written, for editors; a fresh object each time. The package ships it as
 * `model.schema.json`, which `leadlight model schema` writes.
 */
export function modelJsonSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(modelSchema, { io: 'input' })
}

/** All key names of a model's language. */
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

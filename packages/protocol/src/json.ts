import { z } from 'zod'

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Schema of any JSON value; the metadata stops the recursion when it is converted to OpenAPI. */
export const jsonSchema = z.json().meta({ type: ['object', 'array', 'string', 'number', 'boolean', 'null'] })

/** Schema of a JSON object with arbitrary keys. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema)
export type JsonObject = z.infer<typeof jsonObjectSchema>

import { z } from 'zod'

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** Checks for any JSON value; the metadata ends the recursion where schemas are written out as OpenAPI. */
export const jsonSchema = z.json().meta({ type: ['object', 'array', 'string', 'number', 'boolean', 'null'] })

/** A JSON object with keys of the sender's choice. */
export const jsonObjectSchema = z.record(z.string(), jsonSchema)
export type JsonObject = z.infer<typeof jsonObjectSchema>

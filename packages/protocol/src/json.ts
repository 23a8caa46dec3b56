import { z } from 'zod'

/** Any JSON value. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A JSON object with keys of the sender's choice. */
export const jsonObjectSchema = z.record(z.string(), z.json())
export type JsonObject = z.infer<typeof jsonObjectSchema>

import { z } from 'zod'

/** What became of files of leads and events. */

/** A line that could not be taken. */
export const importErrorSchema = z.object({
  /** In the file, from 1. */
  line: z.number().int(),
  reason: z.string(),
})
export type ImportError = z.infer<typeof importErrorSchema>

/** A column of a file of leads. */
export const importColumnSchema = z.object({
  /** Its name in the file. */
  column: z.string(),
  /** The trait that it was taken for, or `userId`, `at`, `outcome` or `outcomeAt`; null when it was left out. */
  as: z.string().nullable(),
  /** By its name, not told. */
  guessed: z.boolean(),
})
export type ImportColumn = z.infer<typeof importColumnSchema>

/** The answer of `POST /api/leads/import`. */
export const leadImportSchema = z.object({
  /** Nothing was kept. */
  dryRun: z.boolean(),
  encoding: z.string(),
  separator: z.string(),
  columns: z.array(importColumnSchema),
  /** Lines below the first; what follows sums to it. */
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  /** All of it was known. */
  unchanged: z.number().int(),
  /** Lead of a line before, in the same piece of the file; taken together with that. */
  repeated: z.number().int(),
  /** Imported before and erased since, or overruled by what was said later. */
  notTaken: z.number().int(),
  failed: z.number().int(),
  /** Leads of which the file says that they were won or lost, as far as it was not known. */
  outcomes: z.number().int(),
  /** The first hundred; all are kept among the refused messages. */
  errors: z.array(importErrorSchema),
})
export type LeadImport = z.infer<typeof leadImportSchema>

/** The answer of `POST /api/events/import`. */
export const eventImportSchema = z.object({
  /** Lines that are not blank; `stored`, `duplicates` and `failed` sum to it. */
  lines: z.number().int(),
  stored: z.number().int(),
  /** There already, so that a file can be sent again. */
  duplicates: z.number().int(),
  failed: z.number().int(),
  /** The first hundred; all are kept among the refused messages. */
  errors: z.array(importErrorSchema),
})
export type EventImport = z.infer<typeof eventImportSchema>

import { z } from 'zod'

/** Answers of the import routes. */

/** A line that could not be imported. */
export const importErrorSchema = z.object({
  /** Line number in the file, from 1. */
  line: z.number().int(),
  reason: z.string(),
})
export type ImportError = z.infer<typeof importErrorSchema>

/** How a column of a file of leads was read. */
export const importColumnSchema = z.object({
  /** Its name in the file. */
  column: z.string(),
  /** The trait it was imported as, or `userId`, `at`, `owner`, `outcome` or `outcomeAt`; null when it was ignored. */
  as: z.string().nullable(),
  /** Whether `as` was inferred from the column's name rather than given by the caller. */
  guessed: z.boolean(),
})
export type ImportColumn = z.infer<typeof importColumnSchema>

/** The answer of `POST /api/leads/import`. */
export const leadImportSchema = z.object({
  /** True when nothing was stored. */
  dryRun: z.boolean(),
  encoding: z.string(),
  separator: z.string(),
  columns: z.array(importColumnSchema),
  /** Lines after the header; the six counts that follow sum to it. */
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  /** Leads whose line contained nothing new. */
  unchanged: z.number().int(),
  /** Lines about a lead of an earlier line in the same part of the file; merged with that line. */
  repeated: z.number().int(),
  /** Skipped: the lead was erased after an earlier import, or later data overrules the line. */
  notTaken: z.number().int(),
  failed: z.number().int(),
  /** Outcomes (won or lost) in the file that were not known before. */
  outcomes: z.number().int(),
  /** The first hundred; all of them are kept as rejected messages. */
  errors: z.array(importErrorSchema),
})
export type LeadImport = z.infer<typeof leadImportSchema>

/** The answer of `POST /api/events/import`. */
export const eventImportSchema = z.object({
  /** Lines that are not blank; `stored`, `duplicates` and `failed` sum to it. */
  lines: z.number().int(),
  stored: z.number().int(),
  /** Events that were stored before, as when a file is sent again. */
  duplicates: z.number().int(),
  failed: z.number().int(),
  /** The first hundred; all of them are kept as rejected messages. */
  errors: z.array(importErrorSchema),
})
export type EventImport = z.infer<typeof eventImportSchema>

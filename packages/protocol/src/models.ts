import { z } from 'zod'

/** A scoring model that is or was in force. */
export const modelVersionSchema = z.object({
  version: z.number().int(),
  name: z.string(),
  /** When it was put in force, ISO 8601 UTC; of the first one that is kept, when the second one was. */
  publishedAt: z.string(),
  author: z.string().nullable(),
  note: z.string().nullable(),
})
export type ModelVersion = z.infer<typeof modelVersionSchema>

/** The body of `POST /api/model/publish`. */
export const publishOrderSchema = z.strictObject({
  author: z.string().trim().min(1).max(200).optional(),
  note: z.string().trim().min(1).max(500).optional(),
})
export type PublishOrder = z.infer<typeof publishOrderSchema>

/** The body of `POST /api/model/rollback`. */
export const rollbackOrderSchema = publishOrderSchema.extend({
  /** Which one to go back to; the one before unless given. */
  version: z.number().int().min(1).optional(),
})
export type RollbackOrder = z.infer<typeof rollbackOrderSchema>

/** How far a new model is on its way. */
export const publicationSchema = z.object({
  /**
   * `preparing`: leads are scored by it besides, the one before is in force and ranks them; `switching`: it is in force for
   * all of them, and what they were by the one before is cleared away.
   */
  phase: z.enum(['idle', 'preparing', 'switching']),
  /** Of the new model, or the one in force. */
  version: z.number().int(),
  /** Leads done in this phase. */
  done: z.number().int(),
})
export type PublicationProgress = z.infer<typeof publicationSchema>

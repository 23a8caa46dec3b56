import { z } from 'zod'

/** A published version of the scoring model. */
export const modelVersionSchema = z.object({
  version: z.number().int(),
  name: z.string(),
  /** When it took effect, ISO 8601 UTC; for the very first version, when the second one did. */
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
  /** The version to go back to; the previous one by default. */
  version: z.number().int().min(1).optional(),
})
export type RollbackOrder = z.infer<typeof rollbackOrderSchema>

/** Progress of publishing a model. */
export const publicationSchema = z.object({
  /**
   * `preparing`: scores by the new model are computed while the previous one still ranks the leads; `switching`: the new
   * model ranks all leads, and the previous scores are being removed.
   */
  phase: z.enum(['idle', 'preparing', 'switching']),
  /** Version of the model being published, or of the current one when idle. */
  version: z.number().int(),
  /** Leads processed in this phase. */
  done: z.number().int(),
})
export type PublicationProgress = z.infer<typeof publicationSchema>

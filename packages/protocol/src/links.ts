import { z } from 'zod'
import { MAX_ID_LENGTH } from './limits.ts'

/** The body of `POST /api/leads/:id/unlink` and `POST /api/leads/:id/link`: one name, and who says so. */
export const linkChangeSchema = z
  .strictObject({
    /** A visitor's `anonymousId`. */
    visitor: z.string().min(1).max(MAX_ID_LENGTH).optional(),
    userId: z.string().min(1).max(MAX_ID_LENGTH).optional(),
    email: z.string().min(1).max(MAX_ID_LENGTH).optional(),
    author: z.string().trim().min(1).max(200).optional(),
    reason: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ visitor, userId, email }) => [visitor, userId, email].filter(Boolean).length === 1, {
    error: 'name one of visitor, userId and email: the name that the lead is not',
  })
export type LinkChange = z.infer<typeof linkChangeSchema>

/** The answer: which links were changed, and the leads of those names now. */
export const linkAnswerSchema = z.object({
  links: z.array(
    z.object({
      /** `visitor:…`, `user:…` or `email:…`. */
      name: z.string(),
      /** Whom it was joined with: `user:…` or `email:…`. */
      person: z.string(),
    }),
  ),
  leads: z.array(z.string()),
})
export type LinkAnswer = z.infer<typeof linkAnswerSchema>

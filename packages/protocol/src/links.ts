import { z } from 'zod'
import { MAX_ID_LENGTH } from './limits.ts'

/** The body of `POST /api/leads/:id/unlink` and `POST /api/leads/:id/link`: one name, and who changes the link. */
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
    error: 'name exactly one of visitor, userId and email: the name to link or unlink',
  })
export type LinkChange = z.infer<typeof linkChangeSchema>

/** The answer to a change of links: the links that changed, and the leads that the names now belong to. */
export const linkAnswerSchema = z.object({
  links: z.array(
    z.object({
      /** `visitor:…`, `user:…` or `email:…`. */
      name: z.string(),
      /** The person it was linked with: `user:…` or `email:…`. */
      person: z.string(),
    }),
  ),
  leads: z.array(z.string()),
})
export type LinkAnswer = z.infer<typeof linkAnswerSchema>

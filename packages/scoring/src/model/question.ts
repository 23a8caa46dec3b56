import { z } from 'zod'

/** How to ask a lead for a trait. */
export const questionSchema = z
  .strictObject({
    /** The question, like "When do you want to start?". */
    ask: z.string().min(1).max(300),
    /** Answers to choose from, as rules see them; without options, free text. */
    options: z.array(z.string().min(1).max(200)).min(1).max(50).optional(),
  })
  .meta({ id: 'Question' })
export type Question = z.infer<typeof questionSchema>

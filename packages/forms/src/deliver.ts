import type { submittedFields } from './answers/submitted-fields.ts'
import type { TrackForm } from './track-form.ts'

/** Answers as they are sent. */
export type Submission = ReturnType<typeof submittedFields>

/** The result of a delivery: false when it failed; `kept` when the answers are stored until the visitor is online. */
export type DeliveryResult = false | 'sent' | 'kept'

/** Delivers the answers of a form. Never rejects. */
export type Deliver = (submission: Submission, track: TrackForm) => Promise<DeliveryResult>

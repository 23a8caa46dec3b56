import type { submittedFields } from './answers/submitted-fields.ts'
import type { TrackForm } from './track-form.ts'

/** Answers as they are sent. */
export type Submission = ReturnType<typeof submittedFields>

/** Whether answers were taken; `kept`: to be sent when the visitor is online again. */
export type Taken = false | 'sent' | 'kept'

/** Sends answers on another way than by the tracker alone; resolves to what became of them, and never rejects. */
export type Deliver = (submission: Submission, track: TrackForm) => Promise<Taken>

/** Limits shared by page and collector: plain numbers without schemas, so that browser code may import them. */

/** Largest message the collector stores, in bytes of UTF-8 JSON. */
export const MAX_MESSAGE_BYTES = 32 * 1024

/**
 * Largest batch, in bytes of UTF-8 JSON. Segment's HTTP API takes 500 KiB, which its client for Ruby exceeds by the envelope;
 * RudderStack's browser client fills batches up to 512.
 */
export const MAX_BATCH_BYTES = 512 * 1024

/** Largest request body after inflating, in bytes. */
export const MAX_INFLATED_BYTES = 1024 * 1024

/** Most messages in one batch. */
export const MAX_BATCH_MESSAGES = 2_500

/** Deepest nesting of a request body; a deeper one is refused before it is traversed. */
export const MAX_JSON_DEPTH = 32

/** Longest `messageId`, `anonymousId` and `userId`, in UTF-16 code units. */
export const MAX_ID_LENGTH = 255

/** Longest event name, in UTF-16 code units. */
export const MAX_NAME_LENGTH = 200

/** A visit ends when this long passes without an event of the visitor, in milliseconds. */
export const VISIT_GAP_MS = 30 * 60 * 1000

/** Difference between the sender's and the collector's clock above which the skew is corrected, in milliseconds. */
export const CLOCK_SKEW_MS = 2 * 60 * 1000

/** Longest answer to a form field, in UTF-16 code units; two such texts of any script fit in one message. */
export const MAX_ANSWER_LENGTH = 4_000

/** Letters and digits that are hard to confuse (Crockford's base 32). */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The reference number of a submission, like `7F3K-2QXA`; deterministic. */
export async function receiptNumber(submission: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(submission))
  const text = Array.from(new Uint8Array(digest, 0, 8), (byte) => letters[byte % letters.length]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** A request that takes longer is given up, in milliseconds. */
const TIMEOUT_MS = 15_000

/** What the collector says: its answer, or why there is none. */
export type Said<Answer> = { answer: Answer } | { status: number; error: string }

/** Asks the collector something, without credentials and without a preflight. Never rejects; status 0 stands for no answer. */
export async function ask<Answer>(address: string, body?: unknown): Promise<Said<Answer>> {
  try {
    const response = await fetch(address, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body), keepalive: true }),
      credentials: 'omit',
      signal: AbortSignal.timeout?.(TIMEOUT_MS) ?? null,
    })
    const json = await response.json()
    if (response.ok) return { answer: json }
    return { status: response.status, error: `${json.error?.message ?? response.status}` }
  } catch (error) {
    return { status: 0, error: `${address} cannot be read: ${error}` }
  }
}

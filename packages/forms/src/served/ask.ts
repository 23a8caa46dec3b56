/** A request that takes longer is aborted, in milliseconds. */
const TIMEOUT_MS = 15_000

/** The collector's answer, or the error; status 0 when there was no answer. */
export type Reply<Answer> = { answer: Answer } | { status: number; error: string }

/** Sends a request to the collector, without credentials and without a preflight. Never rejects. */
export async function ask<Answer>(address: string, body?: unknown): Promise<Reply<Answer>> {
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

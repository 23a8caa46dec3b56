/** A puzzle of the ALTCHA protocol, version 1: find the number that hashes with the salt to the challenge. */
interface Puzzle {
  algorithm?: unknown
  challenge?: unknown
  salt?: unknown
  signature?: unknown
  maxnumber?: unknown
}

/** Numbers tried before the page gets its turn. */
const STRETCH = 500

/**
 * Solves a puzzle in stretches of some milliseconds, so that the page stays responsive. Resolves to the solution as the
 * collector takes it, undefined when there is none or the browser has no SHA-256, as on plain http.
 */
export async function solveWork(puzzle: object): Promise<string | undefined> {
  const { algorithm, challenge, salt, signature, maxnumber } = puzzle as Puzzle
  if (algorithm !== 'SHA-256' || !globalThis.crypto?.subtle) return undefined
  const encoder = new TextEncoder()
  for (let from = 0; from <= Number(maxnumber); from += STRETCH) {
    const hashes = Array.from({ length: STRETCH }, (_, index) =>
      crypto.subtle.digest('SHA-256', encoder.encode(`${salt}${from + index}`)),
    )
    const found = (await Promise.all(hashes)).findIndex((hash) => hexOf(hash) === challenge)
    if (found >= 0) {
      return btoa(JSON.stringify({ algorithm, challenge, number: from + found, salt, signature }))
    }
    await new Promise((resolve) => setTimeout(resolve))
  }
  return undefined
}

function hexOf(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

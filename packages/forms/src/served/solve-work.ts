import { findNumber, type Stretch } from './find-number.ts'

/** A challenge of the ALTCHA protocol, version 1: find the number that hashes with the salt to the challenge. */
interface Puzzle {
  algorithm?: unknown
  challenge?: unknown
  salt?: unknown
  signature?: unknown
  maxnumber?: unknown
}

/** Numbers tried on the main thread before yielding: a few milliseconds on a phone. */
const STRETCH = 250

/** A worker that does not answer within this time is terminated, in milliseconds. */
const WORKER_TIMEOUT_MS = 30_000

/**
 * Solves a challenge, in a worker or, where the page's policy forbids workers, on the main thread in short steps. Resolves to
 * the encoded solution; undefined when there is none.
 */
export async function solveWork(puzzle: object): Promise<string | undefined> {
  const { algorithm, challenge, salt, signature, maxnumber } = puzzle as Puzzle
  if (algorithm !== 'SHA-256') return undefined
  const whole = { salt: `${salt}`, challenge: `${challenge}`, from: 0, to: Number(maxnumber) + 1 }
  const number = (await findInWorker(whole)) ?? (await findInStretches(whole))
  return number < 0 ? undefined : btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
}

/** Signs of a policy that forbids blob workers: trying one would only cause a violation report. */
const strict = 'script[nonce],meta[http-equiv="content-security-policy" i],leadlight-form[work=page]'

/** Undefined where workers are unavailable. */
async function findInWorker(stretch: Stretch): Promise<number | undefined> {
  if (typeof Worker === 'undefined' || document.querySelector(strict)) return undefined
  const code = `onmessage=({data})=>postMessage((${findNumber})(data))`
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  return new Promise<number | undefined>((resolve) => {
    // A worker that the page's policy refuses throws, or fires an error event.
    const worker = new Worker(trusted(address))
    const end = (found?: number) => {
      worker.terminate()
      resolve(found)
    }
    worker.onmessage = ({ data }) => end(typeof data === 'number' ? data : undefined)
    worker.onerror = (event) => {
      event.preventDefault()
      end()
    }
    setTimeout(end, WORKER_TIMEOUT_MS)
    worker.postMessage(stretch)
  })
    .catch(() => undefined)
    .finally(() => URL.revokeObjectURL(address))
}

/** Trusted Types require the address of a worker to come from a policy, which the page may allow by its name. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as {
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createScriptURL(text: string): string },
      ): { createScriptURL(text: string): string }
    }
  }
  return (
    trustedTypes
      ?.createPolicy('leadlight-work', { createScriptURL: (text) => text })
      .createScriptURL(address) ?? address
  )
}

async function findInStretches(whole: Stretch): Promise<number> {
  for (let from = whole.from; from < whole.to; from += STRETCH) {
    const found = findNumber({ ...whole, from, to: Math.min(whole.to, from + STRETCH) })
    if (found >= 0) return found
    await new Promise((resolve) => setTimeout(resolve))
  }
  return -1
}

import { findNumber, type Stretch } from './find-number.ts'

/** A puzzle of the ALTCHA protocol, version 1: find the number that hashes with the salt to the challenge. */
interface Puzzle {
  algorithm?: unknown
  challenge?: unknown
  salt?: unknown
  signature?: unknown
  maxnumber?: unknown
}

/** Numbers tried on the page before it gets its turn: some milliseconds on a telephone. */
const STRETCH = 250

/** A worker that says nothing for so long is given up, in milliseconds. */
const PATIENCE_MS = 30_000

/**
 * Solves a puzzle, in a worker or, where the page's policy forbids that, in stretches that leave the page its turn. Resolves to
 * the solution as the collector takes it, undefined when there is none.
 */
export async function solveWork(puzzle: object): Promise<string | undefined> {
  const { algorithm, challenge, salt, signature, maxnumber } = puzzle as Puzzle
  if (algorithm !== 'SHA-256') return undefined
  const whole = { salt: `${salt}`, challenge: `${challenge}`, from: 0, to: Number(maxnumber) + 1 }
  const number = (await findInWorker(whole)) ?? (await findInStretches(whole))
  return number < 0 ? undefined : btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }))
}

/** Signs of a policy that knows no worker of ours: asking for one would only be reported to the site. */
const strict = 'script[nonce],meta[http-equiv="content-security-policy" i],leadlight-form[work=page]'

/** Undefined where no worker can be had. */
async function findInWorker(stretch: Stretch): Promise<number | undefined> {
  if (typeof Worker === 'undefined' || document.querySelector(strict)) return undefined
  const code = `onmessage=({data})=>postMessage((${findNumber})(data))`
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  return new Promise<number | undefined>((resolve) => {
    // Refused by the page's policy, it throws or says so by an event.
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
    setTimeout(end, PATIENCE_MS)
    worker.postMessage(stretch)
  })
    .catch(() => undefined)
    .finally(() => URL.revokeObjectURL(address))
}

/** Under Trusted Types the address of a worker has to come from a policy; one that the page may list by name. */
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

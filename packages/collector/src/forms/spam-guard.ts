import type { FormDefinition, Json, JsonObject } from '@leadlight/protocol'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { isJsonObject } from '../ingest/json-object.ts'
import { truncateIpv6 } from '../ingest/truncate-ip.ts'
import { lockDocuments } from '../storage/lock-documents.ts'
import type { Store } from '../storage/port.ts'
import type { Signer } from './create-signer.ts'

/** Why a submission is classified as spam. */
export type SpamReason = 'robot' | 'trap' | 'too_fast' | 'unsigned' | 'no_work' | 'replayed_work' | 'too_many'

/** A submission to be checked. */
export interface SubmissionToCheck {
  form: FormDefinition
  /** Identifies the submission, so that a repetition is not counted again. */
  key: string
  /** The proof that the page sent: `token`, `work` and `trap`. */
  check: Json | undefined
  /** IP address of the sender; null when unknown. */
  ip: string | null
  receivedAt: number
  /** Whether it came from a form without script, which can neither send a token nor solve a challenge. */
  plain: boolean
}

/** Issues tokens and challenges when a form is opened, and verifies them when it is submitted. */
export interface SpamGuard {
  /** The token and the challenge for a page that opens this form. */
  open(form: FormDefinition, now: number): Promise<{ token: string; work?: JsonObject }>
  /** The reason why a submission is spam; null for a human sender. */
  classify(submission: SubmissionToCheck): Promise<SpamReason | null>
}

const HOUR_MS = 3_600_000

/** Default of `protect.perHour`; a whole office may share an IP address. */
const USUAL_PER_HOUR = 60

/** Most IP addresses counted at a time. */
const MAX_ADDRESSES = 20_000

/** Largest secret number of a challenge; about a third of a second on a phone. */
const MAX_NUMBER = 20_000

/** How long a challenge is valid, including the time that a submission waits in an outbox, in milliseconds. */
const WORK_MS = 7 * 24 * HOUR_MS

/** Name of the collection of documents with used challenges. */
export const USED_CHALLENGES = 'work done'

/** Used challenges removed at a time. */
const PRUNED = 20

/** Creates a guard. Counts by IP address are held in memory, for at most two hours. */
export function createSpamGuard(store: Store, signer: Signer): SpamGuard {
  const isTooMany = createCounter()
  /** Whether a solution was used for another submission before; remembers it until the challenge expires. */
  const isReplay = ({ signature, expires }: Solution, key: string, now: number): Promise<boolean> =>
    store.transact(async (transaction) => {
      const old = await transaction.documents({ collection: USED_CHALLENGES, until: now, limit: PRUNED })
      await transaction.deleteDocuments(old)
      const [used] = await lockDocuments(transaction, USED_CHALLENGES, [signature])
      if (used !== undefined) return used.content !== JSON.stringify(key)
      const document = { collection: USED_CHALLENGES, id: signature, about: null, at: expires }
      await transaction.saveDocuments([{ ...document, content: JSON.stringify(key) }])
      return false
    })

  return {
    async open({ id, protect }, now) {
      const token = await signer.sign('opened', { form: id, at: now })
      if (!protect?.work) return { token }
      const challenge = await createChallenge({
        hmacKey: await signer.secret(`work ${id}`),
        maxnumber: MAX_NUMBER,
        expires: new Date(now + WORK_MS),
      })
      return { token, work: { ...challenge } }
    },

    async classify({ form, key, check, ip, receivedAt, plain }) {
      const { seconds, work, perHour = USUAL_PER_HOUR } = form.protect ?? {}
      const sent = isJsonObject(check) ? check : {}
      if (typeof sent.trap === 'string' && sent.trap !== '') return 'trap'
      if (ip !== null && isTooMany(`${form.id}\n${senderAt(ip)}`, key, receivedAt, perHour)) return 'too_many'
      if (seconds !== undefined && !plain) {
        const opened = await signer.open('opened', sent.token)
        if (!isJsonObject(opened) || opened.form !== form.id) return 'unsigned'
        if (receivedAt - Number(opened.at) < seconds * 1_000) return 'too_fast'
      }
      if (!work) return null
      const solution = readSolution(sent.work)
      const secret = await signer.secret(`work ${form.id}`)
      if (solution === undefined || !(await verifySolution(`${sent.work}`, secret, false))) return 'no_work'
      if (solution.expires < receivedAt) return 'no_work'
      return (await isReplay(solution, key, receivedAt)) ? 'replayed_work' : null
    },
  }
}

/** An IPv6 address by its network of 64 bits: a device or household may use any address in it. Others as they are. */
function senderAt(ip: string): string {
  return ip.includes(':') ? (truncateIpv6(ip, 4) ?? ip) : ip
}

interface Solution {
  signature: string
  /** Milliseconds since 1970. */
  expires: number
}

/** Signature and expiry of a solution of the ALTCHA protocol; undefined for anything else. */
function readSolution(work: Json | undefined): Solution | undefined {
  if (typeof work !== 'string' || work.length > 2_000) return undefined
  try {
    const { algorithm, signature, salt, number } = JSON.parse(atob(work))
    if (algorithm !== 'SHA-256' || !/^[\da-f]{64}$/.test(signature) || typeof number !== 'number')
      return undefined
    const expires = Number(new URLSearchParams(`${salt}`.split('?')[1]).get('expires')) * 1_000
    return { signature, expires }
  } catch {
    return undefined
  }
}

/** Counts distinct submissions by IP address within the last one to two hours. */
function createCounter(): (who: string, key: string, at: number, most: number) => boolean {
  let current = new Map<string, Set<string>>()
  let before = new Map<string, Set<string>>()
  let since = Number.NEGATIVE_INFINITY
  return (who, key, at, most) => {
    if (at - since > HOUR_MS || current.size >= MAX_ADDRESSES) {
      before = at - since > 2 * HOUR_MS ? new Map() : current
      current = new Map()
      since = at
    }
    const keys = current.get(who) ?? new Set()
    current.set(who, keys)
    if (keys.size <= most) keys.add(key)
    const earlier = before.get(who)?.size ?? 0
    return keys.size + Math.max(0, Math.min(earlier, most) * (1 - (at - since) / HOUR_MS)) > most
  }
}

import type { Document } from '../storage/documents.ts'
import type { Store, Transaction } from '../storage/port.ts'
import type { Mail, Mailer } from './mailer.ts'

/** A mail that waits, as it is kept. */
export interface WaitingMail {
  state: 'waiting'
  to: string
  subject: string
  /** With `{link}` where the link goes. */
  text: string
  /** What the link carries; signed when the mail is sent. */
  link: { purpose: string; path: string; content: unknown; days: number }
  attempts: number
}

/** What stays of a mail for a while, so that it is not sent again. */
interface FinishedMail {
  state: 'sent' | 'given up'
}

/** Sends what waits. */
export interface MailQueue {
  /** Sends all that is due; resolves when that is done. Failures are reported and tried again later. */
  run(): Promise<void>
}

/** What a queue works with. */
export interface MailQueueOptions {
  store: Store
  mailer: Mailer
  sign: (purpose: string, content: unknown) => Promise<string>
  /** Milliseconds since 1970. */
  now: () => number
  onError: (error: unknown) => void
}

/** Name of the collection of documents. */
export const MAILS = 'mails'

/** Who takes a mail has this long to send it, in milliseconds; then another collector may. */
const LEASE_MS = 120_000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000

/** About two days of trying. */
const MOST_ATTEMPTS = 50

/** How long it is remembered that a mail was sent, in milliseconds. */
const REMEMBERED_MS = 7 * 86_400_000
const DAY_MS = 86_400_000

/** As many are taken at a time. */
const TAKEN = 10

/** Puts mails into the queue, each once by its id, in the transaction that they follow from. */
export async function queueMails(
  transaction: Transaction,
  mails: { id: string; about: string | null; at: number; mail: WaitingMail }[],
): Promise<void> {
  if (mails.length === 0) return
  const known = await transaction.documents({ collection: MAILS, ids: mails.map(({ id }) => id) })
  const ids = new Set(known.map(({ id }) => id))
  await transaction.saveDocuments(
    mails
      .filter(({ id }) => !ids.has(id))
      .map(({ mail, ...document }) => ({
        ...document,
        collection: MAILS,
        content: JSON.stringify(mail),
      })),
  )
}

/**
 * Makes the queue of one collector. A mail is taken by moving its time on, so that collectors that share a store do not send it
 * twice; only when one dies between sending and noting that, another sends a copy, under the same `Message-ID`.
 */
export function createMailQueue({ store, mailer, sign, now, onError }: MailQueueOptions): MailQueue {
  const keep = (document: Document, at: number, content: WaitingMail | FinishedMail) =>
    store.transact(async (transaction) => {
      // Its person may have been erased meanwhile.
      const [still] = await transaction.documents({ collection: MAILS, ids: [document.id] })
      if (still === undefined) return
      await transaction.saveDocuments([{ ...document, at, content: JSON.stringify(content) }])
    })

  const take = (): Promise<{ document: Document; mail: WaitingMail }[]> =>
    store.transact(async (transaction) => {
      const due = await transaction.documents({ collection: MAILS, until: now(), limit: TAKEN })
      const taken: { document: Document; mail: WaitingMail }[] = []
      for (const document of due) {
        const mail: WaitingMail | FinishedMail = JSON.parse(document.content)
        if (mail.state === 'waiting') taken.push({ document, mail })
        else await transaction.deleteDocuments([document])
      }
      await transaction.saveDocuments(taken.map(({ document }) => ({ ...document, at: now() + LEASE_MS })))
      return taken
    })

  const deliver = async ({ document, mail }: { document: Document; mail: WaitingMail }) => {
    try {
      await mailer.send(await write(document.id, mail))
      await keep(document, now() + REMEMBERED_MS, { state: 'sent' })
    } catch (error) {
      onError(error)
      const attempts = mail.attempts + 1
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** mail.attempts)
      await (attempts < MOST_ATTEMPTS
        ? keep(document, now() + pause, { ...mail, attempts })
        : keep(document, now() + REMEMBERED_MS, { state: 'given up' }))
    }
  }
  const write = async (id: string, { to, subject, text, link }: WaitingMail): Promise<Mail> => {
    const token = await sign(link.purpose, { ...Object(link.content), until: now() + link.days * DAY_MS })
    const address = `${mailer.publicUrl.replace(/\/+$/, '')}${link.path}${token}`
    const body = text.includes('{link}') ? text.replaceAll('{link}', address) : `${text}\n\n${address}`
    return { id, to, subject, text: body }
  }
  let running: Promise<void> | undefined
  const runAll = async () => {
    for (;;) {
      const taken = await take()
      if (taken.length === 0) return
      await Promise.all(taken.map(deliver))
    }
  }
  return {
    run() {
      running ??= runAll()
        .catch(onError)
        .finally(() => {
          running = undefined
        })
      return running
    },
  }
}

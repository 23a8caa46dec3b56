import type { Document } from '../storage/documents.ts'
import type { Store, Transaction } from '../storage/port.ts'
import type { Mail, Mailer } from './mailer.ts'

/** A mail that waits to be sent, as it is stored. */
export interface WaitingMail {
  state: 'waiting'
  to: string
  subject: string
  /** `{link}` is replaced by the link. */
  text: string
  /** Content of the link's token, which is signed when the mail is sent. */
  link: { purpose: string; path: string; content: unknown; days: number }
  attempts: number
}

/** The remainder of a finished mail, stored for a while so that it is not queued again. */
interface FinishedMail {
  state: 'sent' | 'given up'
}

/** Sends waiting mails. */
export interface MailQueue {
  /** Sends all mails that are due. Failures are reported to `onError` and retried later. */
  run(): Promise<void>
}

/** Options of `createMailQueue`. */
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

/** A collector has this long to send a mail it took, in milliseconds; then another one may. */
const LEASE_MS = 120_000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000

/** About two days of attempts. */
const MOST_ATTEMPTS = 50

/** How long finished mails are remembered, in milliseconds. */
const REMEMBERED_MS = 7 * 86_400_000
const DAY_MS = 86_400_000

/** Mails taken at a time. */
const TAKEN = 10

/** Adds mails to the queue, each id once, in the transaction that causes them. */
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
 * Creates the queue of a collector. A mail is taken by postponing its time, so that collectors that share a store do not send it
 * twice. Only when one dies after sending a mail and before recording that, another sends a copy, with the same `Message-ID`.
 */
export function createMailQueue({ store, mailer, sign, now, onError }: MailQueueOptions): MailQueue {
  const keep = (document: Document, at: number, content: WaitingMail | FinishedMail) =>
    store.transact(async (transaction) => {
      // The person may have been erased meanwhile.
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

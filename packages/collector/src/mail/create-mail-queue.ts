import { createPeriodicTask } from '../periodic-task.ts'
import type { Document } from '../storage/documents.ts'
import type { Store, Transaction } from '../storage/port.ts'
import type { Mail, Mailer } from './mailer.ts'

/** A mail that waits to be sent, as it is stored. */
export interface WaitingMail {
  state: 'waiting'
  /** When it was asked for, in milliseconds since 1970; mails of earlier releases have none. */
  since?: number
  to: string
  subject: string
  /** `{link}` is replaced by the link. */
  text: string
  /** Content of the link's token, which is signed when the mail is sent; `consents` are the ids of those it confirms. */
  link: { purpose: string; path: string; content: { consents: string[] }; days: number }
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
  /** Takes no more mails; resolves when those that are being sent are recorded. */
  stop(): Promise<void>
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

/** A mail belongs to the collector that took it for this long, in milliseconds; meanwhile that one takes it again while it sends. */
const LEASE_MS = 120_000
/** A mailer that has not answered by then has lost the mail, in milliseconds. */
const LONGEST_SENDING_MS = 900_000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000

/** About two days of attempts. */
const MAX_ATTEMPTS = 50

/** How long finished mails are remembered, in milliseconds. */
const FINISHED_RETENTION_MS = 7 * 86_400_000
const DAY_MS = 86_400_000

/** After a mail, the next one with the same id is queued no earlier than this, in milliseconds. */
const PAUSE_MS = 3_600_000

/** Most consents joined in one link, which must not become too long. */
const MAX_CONSENTS = 20

/** Mails taken at a time. */
const TAKEN = 10

/**
 * Adds mails to the queue in the transaction that causes them. One whose id is that of a mail that still waits only adds its
 * consents to that one; none is added within an hour after one with its id.
 */
export async function queueMails(
  transaction: Transaction,
  mails: { id: string; about: string | null; at: number; mail: WaitingMail }[],
): Promise<void> {
  if (mails.length === 0) return
  const known = await transaction.documents({ collection: MAILS, ids: mails.map(({ id }) => id) })
  const byId = new Map(known.map((document) => [document.id, document]))
  await transaction.saveDocuments(
    mails.flatMap(({ mail, ...asked }) => {
      const document = { ...asked, collection: MAILS, content: JSON.stringify(mail) }
      const earlier = byId.get(asked.id)
      if (earlier === undefined) return [document]
      const found: WaitingMail | FinishedMail = JSON.parse(earlier.content)
      if (found.state === 'waiting')
        return [{ ...earlier, content: JSON.stringify(withConsentsOf(found, mail)) }]
      return earlier.at - FINISHED_RETENTION_MS + PAUSE_MS <= asked.at ? [document] : []
    }),
  )
}

function withConsentsOf(mail: WaitingMail, { link: { content } }: WaitingMail): WaitingMail {
  const consents = [...new Set([...mail.link.content.consents, ...content.consents])].slice(0, MAX_CONSENTS)
  return { ...mail, link: { ...mail.link, content: { ...mail.link.content, consents } } }
}

/**
 * Creates the queue of a collector. A mail is taken by postponing its time, again and again while it is being sent, so that
 * collectors that share a store do not send it twice. Only when one dies after sending a mail and before recording that,
 * another sends a copy, with the same `Message-ID`.
 */
export function createMailQueue({ store, mailer, sign, now, onError }: MailQueueOptions): MailQueue {
  /** Mails that were sent, by id, and are still to be recorded as such. */
  const sent = new Map<string, Document>()

  /** Changes a mail that still waits. The person may have been erased meanwhile, and consents added. */
  const change = (
    { id }: Document,
    at: number,
    become: (mail: WaitingMail) => WaitingMail | FinishedMail,
  ): Promise<void> =>
    store.transact(async (transaction) => {
      const [still] = await transaction.documents({ collection: MAILS, ids: [id] })
      if (still === undefined) return
      const mail: WaitingMail | FinishedMail = JSON.parse(still.content)
      if (mail.state !== 'waiting') return
      await transaction.saveDocuments([{ ...still, at, content: JSON.stringify(become(mail)) }])
    })
  const recordSent = async (document: Document) => {
    await change(document, now() + FINISHED_RETENTION_MS, () => ({ state: 'sent' }))
    sent.delete(document.id)
  }

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
    const until = now() + LONGEST_SENDING_MS
    const holding = createPeriodicTask(async () => {
      if (now() < until) await change(document, now() + LEASE_MS, (same) => same)
      return undefined
    }, LEASE_MS / 3)
    holding.start()
    const failure = await write(document.id, mail)
      .then((written) => mailer.send(written))
      .then(
        () => undefined,
        (error: unknown) => ({ error }),
      )
    holding.stop()
    if (failure === undefined) {
      sent.set(document.id, document)
      return await recordSent(document).catch(onError)
    }
    onError(failure.error)
    const attempts = mail.attempts + 1
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** mail.attempts)
    const isFinal = attempts >= MAX_ATTEMPTS || isAddressUnknown(failure.error)
    // If this fails, it is sent again when nobody holds it any more.
    return await (isFinal
      ? change(document, now() + FINISHED_RETENTION_MS, () => ({ state: 'given up' }))
      : change(document, now() + pause, (waiting) => ({ ...waiting, attempts }))
    ).catch(onError)
  }
  const write = async (key: string, { since, to, subject, text, link }: WaitingMail): Promise<Mail> => {
    const token = await sign(link.purpose, { ...Object(link.content), until: now() + link.days * DAY_MS })
    const address = `${mailer.publicUrl.replace(/\/+$/, '')}${link.path}${token}`
    const body = text.includes('{link}') ? text.replaceAll('{link}', address) : `${text}\n\n${address}`
    // Mail servers drop a second mail with the same id.
    const id = since === undefined ? key : `${key}/${since}`
    return { id, to, subject, text: body }
  }
  let running: Promise<void> | undefined
  let stopped = false
  const runAll = async () => {
    for (;;) {
      // First, because what is not recorded would be sent again.
      for (const document of sent.values()) await recordSent(document)
      const taken = stopped ? [] : await take()
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
    async stop() {
      stopped = true
      await running
    },
  }
}

function isAddressUnknown(error: unknown): boolean {
  return (Object(error) as { noSuchAddress?: unknown }).noSuchAddress === true
}

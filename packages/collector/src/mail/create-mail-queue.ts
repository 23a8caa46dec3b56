import { endsWithin } from '../ends-within.ts'
import { createPeriodicTask } from '../periodic-task.ts'
import type { Document } from '../storage/documents.ts'
import type { Store } from '../storage/port.ts'
import type { Mailer } from './mailer.ts'
import { FINISHED_RETENTION_MS, type FinishedMail, MAILS, type WaitingMail } from './queue-mails.ts'
import { type WritingOptions, writeMail } from './write-mail.ts'

/** Sends waiting mails. */
export interface MailQueue {
  /** Sends all mails that are due. Failures are reported to `onError` and retried later. */
  run(): Promise<void>
  /** Takes no more mails; resolves when those that are being sent are recorded. */
  stop(): Promise<void>
}

/** Options of `createMailQueue`. */
export interface MailQueueOptions extends WritingOptions {
  store: Store
  mailer: Mailer
  onError: (error: unknown) => void
}

/** A mail belongs to the collector that took it for this long, in milliseconds; meanwhile that one takes it again while it sends. */
const LEASE_MS = 120_000
/** A mailer that has not answered by then has failed, in milliseconds. */
const LONGEST_SENDING_MS = 900_000
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 3_600_000

/** About two days of attempts. */
const MAX_ATTEMPTS = 50

/** Mails taken at a time. */
const TAKEN = 10

/**
 * Creates the queue of a collector. A mail is taken by postponing its time, again and again while it is being sent, so that
 * collectors that share a store do not send it twice. Only when one dies after sending a mail and before recording that,
 * another sends a copy, with the same `Message-ID`.
 */
export function createMailQueue(options: MailQueueOptions): MailQueue {
  const { store, mailer, now, onError } = options
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

  const postpone = (document: Document, before: number, isHopeless: boolean) => {
    const attempts = before + 1
    if (isHopeless || attempts >= MAX_ATTEMPTS)
      return change(document, now() + FINISHED_RETENTION_MS, () => ({ state: 'given up' }))
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** before)
    return change(document, now() + pause, (mail) => ({ ...mail, attempts }))
  }

  /** Takes some of the mails that are due, and forgets finished ones; null when there are neither. */
  const take = (): Promise<{ document: Document; mail: WaitingMail }[] | null> =>
    store.transact(async (transaction) => {
      const due = await transaction.documents({ collection: MAILS, until: now(), limit: TAKEN })
      if (due.length === 0) return null
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
    const holding = createPeriodicTask(async () => {
      await change(document, now() + LEASE_MS, (same) => same)
      return undefined
    }, LEASE_MS / 3)
    holding.start()
    const sending = writeMail(options, document.id, mail).then((written) => mailer.send(written))
    const failure = await endsWithin(LONGEST_SENDING_MS, sending).then(
      (isSent) =>
        isSent ? undefined : { error: new Error('The mailer has not answered for a quarter of an hour') },
      (error: unknown) => ({ error }),
    )
    holding.stop()
    if (failure === undefined) {
      sent.set(document.id, document)
      return await recordSent(document).catch(onError)
    }
    onError(failure.error)
    // If this fails, it is sent again when nobody holds it any more.
    return await postpone(document, mail.attempts, isAddressUnknown(failure.error)).catch(onError)
  }
  let running: Promise<void> | undefined
  let stopped = false
  const runAll = async () => {
    for (;;) {
      // First, because what is not recorded would be sent again.
      for (const document of sent.values()) await recordSent(document)
      const taken = stopped ? null : await take()
      if (taken === null) return
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

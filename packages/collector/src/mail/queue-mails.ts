import type { Transaction } from '../storage/port.ts'

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
export interface FinishedMail {
  state: 'sent' | 'given up'
}

/** Name of the collection of documents. */
export const MAILS = 'mails'

/** How long finished mails are remembered, in milliseconds. */
export const FINISHED_RETENTION_MS = 7 * 86_400_000

/** After a mail, the next one with the same id is queued no earlier than this, in milliseconds. */
const PAUSE_MS = 3_600_000

/** Most consents joined in one link, which must not become too long. */
const MAX_CONSENTS = 20

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

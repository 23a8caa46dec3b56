import { MAILS, type WaitingMail } from '../mail/queue-mails.ts'
import type { Document } from '../storage/documents.ts'
import type { Transaction } from '../storage/port.ts'
import { CONSENTS, type ConsentChange } from './consent-documents.ts'

/**
 * Removes the mails that still wait to be sent and ask to confirm nothing but consents that were withdrawn, after these changes
 * were saved.
 */
export async function cancelConfirmations(transaction: Transaction, changes: Document[]): Promise<void> {
  const withdrawn = changes
    .map(({ content }): ConsentChange => JSON.parse(content))
    .filter(({ kind }) => kind === 'withdrawn')
    .map(({ of }) => of)
  if (withdrawn.length === 0) return
  const given = await transaction.documents({ collection: CONSENTS, ids: withdrawn })
  const about = [...new Set(given.flatMap((consent) => consent.about ?? []))]
  const mails = about.length === 0 ? [] : await transaction.documents({ collection: MAILS, about })
  for (const mail of mails) {
    const { state, link }: Partial<WaitingMail> = JSON.parse(mail.content)
    const consents = link?.content.consents ?? []
    if (state !== 'waiting' || consents.length === 0) continue
    const ids = consents.map((id) => `${id}/withdrawn`)
    const gone = await transaction.documents({ collection: CONSENTS, ids })
    if (gone.length === new Set(ids).size) await transaction.deleteDocuments([mail])
  }
}

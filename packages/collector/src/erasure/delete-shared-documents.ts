import { CONSENTS } from '../consents/consent-documents.ts'
import { RECEIPTS } from '../forms/receipt-documents.ts'
import { SPAM } from '../forms/spam-folder.ts'
import { visitorIn, visitorSubject } from '../identity/subject.ts'
import { personAt } from '../identity/visitor-identity.ts'
import type { Transaction } from '../storage/port.ts'
import type { Visitor } from '../visits/visitor.ts'

/**
 * Deletes the documents about what erased persons did without a name on devices that others used, too.
 *
 * @param visitors as they were before the erasure
 */
export async function deleteSharedDocuments(
  transaction: Transaction,
  visitors: Visitor[],
  erased: Set<string>,
): Promise<void> {
  if (visitors.length === 0) return
  const byId = new Map(visitors.map((visitor) => [visitor.id, visitor]))
  const about = visitors.map(({ id }) => visitorSubject(id))
  for (const collection of [CONSENTS, RECEIPTS, SPAM]) {
    const documents = await transaction.documents({ collection, about })
    await transaction.deleteDocuments(
      documents.filter(({ about, at }) => {
        const visitor = byId.get(visitorIn(about) ?? '')
        return visitor !== undefined && erased.has(personAt(visitor, at) ?? '')
      }),
    )
  }
}

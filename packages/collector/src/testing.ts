import type { ContractCase } from './storage/contract/check.ts'
import { documentCases } from './storage/contract/document-cases.ts'
import { erasureCases } from './storage/contract/erasure-cases.ts'
import { eventCases } from './storage/contract/event-cases.ts'
import { leadCases } from './storage/contract/lead-cases.ts'
import { personCases } from './storage/contract/person-cases.ts'
import { reportCases } from './storage/contract/report-cases.ts'
import { shorteningCases } from './storage/contract/shortening-cases.ts'
import { transactionCases } from './storage/contract/transaction-cases.ts'

export type { ContractCase } from './storage/contract/check.ts'

/**
 * The contract of stores, as named cases for any test framework:
 *
 * ```ts
 * for (const { name, run } of storeContract) test(name, () => run(() => myStore()))
 * ```
 */
export const storeContract: readonly ContractCase[] = [
  ...transactionCases,
  ...eventCases,
  ...personCases,
  ...leadCases,
  ...erasureCases,
  ...documentCases,
  ...shorteningCases,
  ...reportCases,
]

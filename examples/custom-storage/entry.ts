import type { LogCut, Transaction } from '@leadlight/collector'

/** What a transaction can change. */
export const writingMethods = [
  'insertEvents',
  'insertRejected',
  'saveVisitors',
  'savePersons',
  'saveLeads',
  'deleteLeads',
  'saveNextLeads',
  'swapLeads',
  'dropNextLeads',
  'deleteEvents',
  'deleteVisitors',
  'deletePersons',
  'deleteRejected',
  'saveErasures',
  'saveSetting',
  'saveDocuments',
  'deleteDocuments',
  'deleteDocumentsAbout',
] as const satisfies (keyof Transaction)[]
export type WritingMethod = (typeof writingMethods)[number]

/** A call of one of them. */
export interface CallOf<Method extends WritingMethod> {
  method: Method
  args: Parameters<Transaction[Method]>
}

/** A change, as it was asked for; `deleteRejected` names messages by their number in the journal, from 0. */
export type Call = { [Method in WritingMethod]: CallOf<Method> }[WritingMethod]

/** A line of the journal: a transaction, or a cut of the log. */
export type Entry = { calls: Call[] } | { cut: LogCut }

import type { LogCut, Transaction } from '@leadlight/collector'

/** What a transaction can change. */
export const writingMethods = [
  'insertEvents',
  'insertRejected',
  'saveVisitors',
  'savePersons',
  'saveLeads',
  'deleteLeads',
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

/** A change, as it was asked for; `deleteRejected` names messages by their number in the journal, from 0. */
export interface Call {
  method: WritingMethod
  // biome-ignore lint/suspicious/noExplicitAny: the arguments of any of the methods, which the journal gives back as they were.
  args: any[]
}

/** A line of the journal: a transaction, or a cut of the log. */
export type Entry = { calls: Call[] } | { cut: LogCut }

import type { MessageType, Stage } from '@leadlight/protocol'
import type { Person } from '../identity/person.ts'
import type { LeadRecord } from '../leads/lead-record.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import type { Visit } from '../visits/visit.ts'
import type { Visitor } from '../visits/visitor.ts'
import type { DocumentReading, DocumentWriting } from './documents.ts'
import type { ReportReading, SourceGroup, TimeRange } from './report-reading.ts'

export type { SourceGroup, TimeRange } from './report-reading.ts'

/**
 * The port through which a collector stores its data. An adapter only stores and finds records; identity, visits and scores
 * are computed above it, once for all adapters. Operations take lists, so that a commit costs a constant number of round
 * trips however many events it holds.
 *
 * An adapter over a network locks the visitors, persons, leads and settings that a transaction loads, missing ones included, in the
 * order of their ids, so that several collectors can share one database.
 */
export interface Store {
  /**
   * Runs `work` in one transaction; resolves when it is durable. When `work` throws, the transaction is rolled back and the
   * error passed on.
   *
   * @throws StoreUnavailableError when the store itself fails; a retry may succeed
   */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /**
   * How many transactions of events should run at the same time; default 1. Over a network, a second one keeps the database
   * busy while the next group is prepared.
   */
  groupsAtOnce?: number
  /**
   * Runs `work` on one consistent snapshot of the committed data; throws like `transact`.
   *
   * @param length `long` for work that may read much of the data: an adapter whose reads block other work runs it elsewhere
   */
  read<Result>(work: (snapshot: Snapshot) => Promise<Result>, length?: 'long'): Promise<Result>
  /**
   * Runs `runReport` on one consistent snapshot without blocking other work; throws like `transact`. Omitted by adapters
   * that have no separate place to run it.
   *
   * @param params JSON
   * @param isList whether it is a list that a user waits for, which must not queue behind other reports
   */
  report?(name: string, params: object, isList?: boolean): Promise<unknown>
  /**
   * Makes sure that no deleted data remains on the medium, in logs or in unused space. `texts` occurred in the deleted data
   * and, as a rule, nowhere else: if none of them is found, nothing needs to be rewritten. Without texts, everything is
   * rewritten.
   *
   * @throws StoreUnavailableError when it is not possible at the moment
   */
  scrub(texts: string[]): Promise<void>
  /**
   * Deletes old events from the log and returns how many. Their ids are kept, so that they are never stored again. An
   * adapter that partitions the log by month leaves a month whole until all of it is old.
   *
   * @throws StoreUnavailableError when it is not possible at the moment; what is deleted already stays deleted
   */
  shortenLog(cut: LogCut): Promise<number>
  /** Waits for running work, then releases all resources. */
  close(): Promise<void>
}

/**
 * Reads of a store. Results may be modified by the caller; missing records are left out; the order is undefined unless
 * stated.
 */
export interface Snapshot extends DocumentReading, ReportReading {
  visitors(ids: string[]): Promise<Visitor[]>
  /** The visitors that were ever linked to one of these persons by `VisitorChange.linked`. */
  visitorsOf(persons: string[]): Promise<Visitor[]>
  /** The persons with these keys, and all other members of their leads. */
  persons(keys: string[]): Promise<Person[]>
  /** The persons of these leads. */
  members(leads: string[]): Promise<Person[]>
  /** Id of the lead of a person given by id or key; null if unknown. */
  leadOf(person: string): Promise<string | null>
  leads(ids: string[]): Promise<LeadRecord[]>
  /** Leads in the order of the listing; ties by id, in the same direction. */
  listLeads(listing: LeadListing): Promise<LeadRecord[]>
  /** Leads whose `changesAt` is not later than `at`, the longest overdue first. */
  dueLeads(at: number, limit: number): Promise<LeadRecord[]>
  /** All events of these subjects; see `subjectOf`. */
  events(subjects: string[]): Promise<StoredEvent[]>
  /** The number of events of these subjects, but no more than `most`. */
  countEvents(subjects: string[], most: number): Promise<number>
  countVisits(range: TimeRange): Promise<VisitCount[]>
  countLeads(range: TimeRange): Promise<LeadCount[]>
  /** Newest first; `before` is the `id` of the last one on the previous page. */
  rejected(before: number | null, limit: number): Promise<KeptRejection[]>
  /** Rejected messages that contain one of these texts; the case of ASCII letters is ignored. */
  rejectedAbout(texts: string[]): Promise<KeptRejection[]>
  /** Those of these marks that were saved, with their `until`. */
  erased(marks: string[]): Promise<ErasureMark[]>
  /**
   * A setting; null if it was never saved.
   *
   * @param unlocked in a transaction: do not lock it, so that others may change it meanwhile
   */
  setting(name: string, unlocked?: boolean): Promise<string | null>
}

/** Reads and writes of a store in a transaction, which sees its own writes. */
export interface Transaction extends Snapshot, DocumentWriting {
  /**
   * Appends events to the log, except those whose `site`, `trusted` and `messageId` are stored already or occurred earlier
   * in the list.
   */
  insertEvents(events: StoredEvent[]): Promise<Verdict[]>
  insertRejected(messages: RejectedMessage[]): Promise<void>
  /** Inserts or replaces visitors. */
  saveVisitors(changes: VisitorChange[]): Promise<void>
  /** Inserts or replaces persons. */
  savePersons(persons: Person[]): Promise<void>
  /** Inserts or replaces leads. */
  saveLeads(leads: RankedLead[]): Promise<void>
  /** Deletes leads with their search words, from the tables of both models. */
  deleteLeads(ids: string[]): Promise<void>
  /**
   * Inserts or replaces leads in a second table, as computed with the next model; their search words are those of the
   * current ones.
   */
  saveNextLeads(leads: LeadRecord[]): Promise<void>
  /** Swaps the two tables of leads. */
  swapLeads(): Promise<void>
  /** Deletes up to `limit` leads of the second table; returns how many. */
  dropNextLeads(limit: number): Promise<number>
  /** Deletes events from the log including their ids, so that they can be stored again. */
  deleteEvents(events: StoredEvent[]): Promise<void>
  /** Deletes visitors with their visits, and their links to persons. */
  deleteVisitors(visitors: VisitorDeletion[]): Promise<void>
  /** Deletes persons with their links to visitors. */
  deletePersons(keys: string[]): Promise<void>
  deleteRejected(ids: number[]): Promise<void>
  /**
   * The state of erasures; null before the first one. It is locked until this transaction ends: shared by all who store
   * events, exclusively with `toChange`, which an erasure requests before anything else.
   */
  erasures(toChange?: boolean): Promise<Erasures | null>
  /** Saves the state of erasures and new marks; of two equal marks the later time counts. */
  saveErasures(erasures: Erasures, marks: ErasureMark[]): Promise<void>
  saveSetting(name: string, value: string): Promise<void>
}

/** The result of inserting an event: `conflict` when the stored one has another fingerprint. */
export type Verdict = 'new' | 'duplicate' | 'conflict'

/** Which events to delete from the log; never those from a secret key. */
export interface LogCut {
  /** Only events received before this time, in milliseconds since 1970. */
  before: number
  types: MessageType[]
  /** Names of events to keep, whatever their type. */
  except: string[]
}

/** A change of a visitor. */
export interface VisitorChange {
  visitor: Visitor
  /** Visits to add. */
  visits: Visit[]
  /** Start times of the visitor's visits to remove first. */
  replaces: number[]
  /** Keys of the persons that the visitor is now linked to, in addition to earlier ones. */
  linked: string[]
}

/** A visitor to delete. */
export interface VisitorDeletion {
  id: string
  /** Times that include the start of each of its visits. */
  visits: number[]
}

/** State shared by all erasures. */
export interface Erasures {
  /** Random, created once; the key of the hashes in marks. */
  secret: string
  /** Time of the latest erasure, in milliseconds since 1970. */
  latest: number
}

/** A keyed hash of a name or an event that was erased, which does not reveal it. */
export interface ErasureMark {
  mark: string
  /** Events up to this time are not stored again; milliseconds since 1970. */
  until: number
}

/** A lead to save, with its search words. */
export interface RankedLead {
  lead: LeadRecord
  /** Normalized, without spaces; null to keep those it has. */
  words: string[] | null
}

/** Filter and order of a list of leads. */
export interface LeadListing {
  by: 'score' | 'firstSeen' | 'lastSeen'
  descending: boolean
  /** Start after this position. */
  after: { value: number; id: string } | null
  limit: number
  /** Only leads that have a `changesAt` (true) or have none (false). */
  changing?: boolean
  stage?: string
  grade?: string
  owner?: string
  /** The lead has words that start with each of these. */
  words?: string[]
  /**
   * Search the text of all leads instead of the table of words: needed while some leads from earlier releases are not in
   * that table.
   */
  scan?: boolean
}

/** Number of visits that began within a range, by source. */
export interface VisitCount extends SourceGroup {
  visits: number
  /** Distinct visitors. */
  visitors: number
}

/** Number of leads first seen within a range, by first touch and stage; leads without a visit are left out. */
export interface LeadCount extends SourceGroup {
  stage: Stage
  leads: number
}

/** A rejected message as stored. */
export interface KeptRejection extends RejectedMessage {
  /** Increases with time. */
  id: number
}

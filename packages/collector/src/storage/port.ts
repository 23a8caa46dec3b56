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
 * Where a collector keeps what it knows. An adapter moves records and decides nothing: who is who, what is a visit and
 * what scores is worked out above it, once for all adapters. Every operation takes a whole list, so that a commit costs
 * a constant number of round trips however many events it holds.
 *
 * An adapter over a network locks the visitors, persons and leads that a transaction loads, those that do not exist
 * yet included, in the order of their ids, so that several collectors may share one database.
 */
export interface Store {
  /**
   * Runs `work` in one transaction; resolves when it is durable. When `work` throws, nothing of it stays and the error is
   * passed on.
   *
   * @throws StoreUnavailableError when the store itself fails; asking again later may help
   */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>
  /**
   * Into how many transactions events are best put at the same time; 1 unless given. Over a network, more of them keep the
   * database at work while the next group is taken apart.
   */
  groupsAtOnce?: number
  /**
   * Runs `work` on one consistent state of the committed data; throws like `transact`.
   *
   * @param length `long` for what may read much of the data: an adapter whose reading holds everything else up does it elsewhere
   */
  read<Result>(work: (snapshot: Snapshot) => Promise<Result>, length?: 'long'): Promise<Result>
  /**
   * Makes a report by `answerReport` on one consistent state, where that holds up nobody; throws like `transact`. An adapter
   * without such a place leaves it out.
   *
   * @param question JSON
   */
  report?(name: string, question: object): Promise<unknown>
  /**
   * Sees to it that nothing of what was deleted stays on the medium, in logs or in unused places. `texts` occurred in it and,
   * as a rule, nowhere else: where none of them is found, nothing has to be rewritten. Without any everything is.
   *
   * @throws StoreUnavailableError when it cannot be done now
   */
  scrub(texts: string[]): Promise<void>
  /**
   * Takes old events out of the log and gives their number. That they were there stays known, so that they are never taken
   * in again. An adapter that keeps the log by months leaves a month whole until all of it is old.
   *
   * @throws StoreUnavailableError when it cannot be done now; what was done by then stays done
   */
  shortenLog(cut: LogCut): Promise<number>
  /** Waits for what runs, then lets go of everything. */
  close(): Promise<void>
}

/** Reading. What is handed out belongs to the caller; what does not exist is left out; the order is free unless stated. */
export interface Snapshot extends DocumentReading, ReportReading {
  visitors(ids: string[]): Promise<Visitor[]>
  /** The visitors that ever were one of these persons, as told by `VisitorChange.linked`. */
  visitorsOf(persons: string[]): Promise<Visitor[]>
  /** The persons with these keys, and everybody in the same leads. */
  persons(keys: string[]): Promise<Person[]>
  /** The persons of these leads. */
  members(leads: string[]): Promise<Person[]>
  /** Id of the lead of a person given by id or key; null for an unknown one. */
  leadOf(person: string): Promise<string | null>
  leads(ids: string[]): Promise<LeadRecord[]>
  /** Leads in order; ties by id, in the same direction. */
  listLeads(listing: LeadListing): Promise<LeadRecord[]>
  /** Leads whose `changesAt` has come, the longest overdue first. */
  dueLeads(at: number, limit: number): Promise<LeadRecord[]>
  /** All events of these subjects; see `subjectOf`. */
  events(subjects: string[]): Promise<StoredEvent[]>
  /** How many events these subjects have, counted no further than `most`. */
  countEvents(subjects: string[], most: number): Promise<number>
  countVisits(range: TimeRange): Promise<VisitCount[]>
  countLeads(range: TimeRange): Promise<LeadCount[]>
  /** Newest first; `before` is the `id` of the last one seen. */
  rejected(before: number | null, limit: number): Promise<KeptRejection[]>
  /** Those whose message contains one of these texts; the case of ASCII letters does not matter. */
  rejectedAbout(texts: string[]): Promise<KeptRejection[]>
  /** Those of these marks that were saved, with the times until which they hold. */
  erased(marks: string[]): Promise<ErasureMark[]>
  /**
   * Null for one that was never saved.
   *
   * @param unlocked in a transaction: others may change it until this one ends
   */
  setting(name: string, unlocked?: boolean): Promise<string | null>
}

/** Reading and writing; it reads what it wrote. */
export interface Transaction extends Snapshot, DocumentWriting {
  /**
   * Appends events to the log, except those whose `site`, `trusted` and `messageId` are there already, be it from earlier
   * in the same list.
   */
  insertEvents(events: StoredEvent[]): Promise<Verdict[]>
  insertRejected(messages: RejectedMessage[]): Promise<void>
  /** Creates or replaces. */
  saveVisitors(changes: VisitorChange[]): Promise<void>
  /** Creates or replaces. */
  savePersons(persons: Person[]): Promise<void>
  /** Creates or replaces. */
  saveLeads(leads: RankedLead[]): Promise<void>
  /** With their words, and what is kept of them beside. */
  deleteLeads(ids: string[]): Promise<void>
  /** Keeps leads as they are by another model, beside those that are read, whose words they have; creates or replaces. */
  saveNextLeads(leads: LeadRecord[]): Promise<void>
  /** Has the leads that are read and those beside change places. */
  swapLeads(): Promise<void>
  /** Deletes some of the leads beside, and gives their number. */
  dropNextLeads(limit: number): Promise<number>
  /** Takes events out of the log, as if they had never come. */
  deleteEvents(events: StoredEvent[]): Promise<void>
  /** Deletes visitors with their visits, and their links to persons. */
  deleteVisitors(visitors: VisitorDeletion[]): Promise<void>
  /** Deletes persons with their links to visitors. */
  deletePersons(keys: string[]): Promise<void>
  deleteRejected(ids: number[]): Promise<void>
  /**
   * What was saved of erasures last; null before the first one. It stays so until this transaction ends: whoever is about
   * to erase asks for it first of all, `toChange`, and so waits until all others who asked are done, and they for him.
   */
  erasures(toChange?: boolean): Promise<Erasures | null>
  /** Of two equal marks the later time counts. */
  saveErasures(erasures: Erasures, marks: ErasureMark[]): Promise<void>
  saveSetting(name: string, value: string): Promise<void>
}

/** What became of an event: `conflict` when the one in the log has another fingerprint. */
export type Verdict = 'new' | 'duplicate' | 'conflict'

/** Which events are taken out of the log; never one that came with a secret key. */
export interface LogCut {
  /** Received before, in milliseconds since 1970. */
  before: number
  types: MessageType[]
  /** Names of events that stay, whatever their type. */
  except: string[]
}

/** A visitor to be saved. */
export interface VisitorChange {
  visitor: Visitor
  /** Visits to be added. */
  visits: Visit[]
  /** The visitor's visits that began at these times are removed before. */
  replaces: number[]
  /** Keys of the persons that the visitor is now linked to, besides those before. */
  linked: string[]
}

/** A visitor to be deleted. */
export interface VisitorDeletion {
  id: string
  /** All its visits began at some of these times. */
  visits: number[]
}

/** What the erasures so far have in common. */
export interface Erasures {
  /** Made once, at random; the marks are made with it. */
  secret: string
  /** When the last one was, in milliseconds since 1970. */
  latest: number
}

/** Stands for a name or an event that was erased, without telling it. */
export interface ErasureMark {
  mark: string
  /** Nothing that happened up to then is taken in again; milliseconds since 1970. */
  until: number
}

/** A lead to be saved, with the words it can be found by. */
export interface RankedLead {
  lead: LeadRecord
  /** Folded, without spaces; null: those that it was saved with before. */
  words: string[] | null
}

/** Which leads to list. */
export interface LeadListing {
  by: 'score' | 'firstSeen' | 'lastSeen'
  descending: boolean
  /** Begins after this place in the order. */
  after: { value: number; id: string } | null
  limit: number
  /** Only leads that have a `changesAt` (true) or have none (false). */
  changing?: boolean
  stage?: string
  grade?: string
  owner?: string
  /** Each of them is the beginning of one of the lead's words. */
  words?: string[]
  /** Looks through all leads for these beginnings of words, as long as some have no words yet but the text of earlier releases. */
  scan?: boolean
}

/** Visits that began within a range, by source. */
export interface VisitCount extends SourceGroup {
  visits: number
  /** Distinct visitors. */
  visitors: number
}

/** Leads first seen within a range, by first touch and stage; those without a visit are left out. */
export interface LeadCount extends SourceGroup {
  stage: Stage
  leads: number
}

/** A rejected message in the store. */
export interface KeptRejection extends RejectedMessage {
  /** Grows with time. */
  id: number
}

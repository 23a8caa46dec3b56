import type { Scorer } from '@leadlight/scoring'
import { listCrossings } from './crossings/list-crossings.ts'
import { eraseLead } from './erasure/erase-lead.ts'
import type { LeadBook } from './lead-book.ts'
import { explainScore } from './leads/read/explain-score.ts'
import { exportLead } from './leads/read/export-lead.ts'
import { findLead } from './leads/read/find-lead.ts'
import { isLongTimeline } from './leads/read/is-long-timeline.ts'
import { listLeads } from './leads/read/list-leads.ts'
import { listRejected } from './leads/read/list-rejected.ts'
import { listSegment, type SegmentQuestion } from './leads/read/list-segment.ts'
import { presentLead } from './leads/read/present-lead.ts'
import { scoreCourse } from './leads/read/score-course.ts'
import { readTimeline } from './leads/read/timeline.ts'
import { createRefresher } from './leads/refresh-due.ts'
import { createModelCheck } from './leads/rescore.ts'
import {
  answerReport,
  type ReportAnswer,
  type ReportName,
  type ReportQuestion,
} from './reports/answer-report.ts'
import type { Snapshot, Store } from './storage/port.ts'

/** Options of `createLeadBook`. */
export interface LeadBookOptions {
  store: Store
  scorer: Scorer
  /** Milliseconds since 1970; the system clock by default. */
  now?: () => number
  /** How long a request waits for leads that are due, in milliseconds; 2,000 by default. */
  patienceMs?: number
  /** Makes sure that the stored leads are scored by this model; by default checked once, before the first read. */
  checkModel?: () => Promise<void>
}

/** Creates a lead book over a store; each result comes from one consistent snapshot. */
export function createLeadBook({
  store,
  scorer,
  now = Date.now,
  patienceMs = 2_000,
  checkModel: ownCheck,
}: LeadBookOptions): LeadBook {
  const checkModel = ownCheck ?? createModelCheck(store, scorer, now)
  const refresher = createRefresher(store, scorer, patienceMs)
  const read = async <Result>(work: (snapshot: Snapshot) => Promise<Result>) => {
    await checkModel()
    return await store.read(work)
  }
  const ask = async <Name extends ReportName>(name: Name, question: ReportQuestion<Name>, isList = false) => {
    const answer = store.report
      ? store.report(name, question, isList)
      : store.read((snapshot) => answerReport(snapshot, name, question), 'long')
    return (await answer) as ReportAnswer<Name>
  }
  const report = async <Name extends ReportName>(
    name: Name,
    question: ReportQuestion<Name>,
    /** The report counts stages, so due leads must be updated first. */
    withStages = false,
  ) => {
    await checkModel()
    if (withStages) await refresher.upTo(now())
    return (await ask(name, question)) as ReportAnswer<Name>
  }
  return {
    async list(query) {
      await checkModel()
      const { segment } = query
      if (segment === undefined) return await listLeads(store, scorer, query, now(), refresher.upTo)
      const answer = (question: SegmentQuestion) => ask('segment', question, true)
      return await listSegment(store, scorer, { ...query, segment }, now(), refresher.upTo, answer)
    },
    read: (name) =>
      read(async (snapshot) => {
        const id = await findLead(snapshot, name)
        const [lead] = id === null ? [] : await snapshot.leads([id])
        return lead && presentLead(lead, scorer, now())
      }),
    async timeline(name, page) {
      const isElsewhere =
        store.report !== undefined && (await read((snapshot) => isLongTimeline(snapshot, name, page)))
      return isElsewhere
        ? await report('timeline', { name, page })
        : await read((snapshot) => readTimeline(snapshot, name, page))
    },
    score: (name, at) => read((snapshot) => explainScore(snapshot, scorer, name, at)),
    course: (name, range) => read((snapshot) => scoreCourse(snapshot, scorer, name, range, now())),
    export: (name) => read((snapshot) => exportLead(snapshot, scorer, name, now())),
    async erase(name) {
      await checkModel()
      return await eraseLead(store, scorer, name, now())
    },
    sources: (range) => report('sources', range, true),
    funnel: (question) => report('funnel', question, true),
    content: (question) => report('content', question),
    async refresh() {
      await checkModel()
      return await refresher.sweep(now())
    },
    crossings: (query) => read((snapshot) => listCrossings(snapshot, query)),
    rejected: (page) => read((snapshot) => listRejected(snapshot, page)),
  }
}

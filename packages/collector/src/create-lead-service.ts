import type { Scorer } from '@leadlight/scoring'
import { listCrossings } from './crossings/list-crossings.ts'
import { eraseLead } from './erasure/erase-lead.ts'
import type { LeadService } from './lead-service.ts'
import { explainScore, explainScoreNow } from './leads/read/explain-score.ts'
import { exportLead } from './leads/read/export-lead.ts'
import { findLead } from './leads/read/find-lead.ts'
import { isLongTimeline } from './leads/read/is-long-timeline.ts'
import { listLeads } from './leads/read/list-leads.ts'
import { listRejected } from './leads/read/list-rejected.ts'
import { createPlacesAhead } from './leads/read/places-ahead.ts'
import { presentLead } from './leads/read/present-lead.ts'
import { readScoreHistory } from './leads/read/read-score-history.ts'
import { readTimeline } from './leads/read/timeline.ts'
import { createRefresher } from './leads/refresh-due.ts'
import { createModelCheck } from './leads/rescore.ts'
import { type ReportName, type ReportParams, type ReportResult, runReport } from './reports/run-report.ts'
import type { Snapshot, Store } from './storage/port.ts'

/** Options of `createLeadService`. */
export interface LeadServiceOptions {
  store: Store
  scorer: Scorer
  /** Milliseconds since 1970; the system clock by default. */
  now?: () => number
  /** How long a request waits for leads that are due, in milliseconds; 2,000 by default. */
  patienceMs?: number
  /** Makes sure that the stored leads are scored by this model; by default checked once, before the first read. */
  checkModel?: () => Promise<void>
}

/** Creates a lead service over a store; each result comes from one consistent snapshot. */
export function createLeadService({
  store,
  scorer,
  now = Date.now,
  patienceMs = 2_000,
  checkModel: ownCheck,
}: LeadServiceOptions): LeadService {
  const checkModel = ownCheck ?? createModelCheck(store, scorer, now)
  const refresher = createRefresher(store, scorer, patienceMs)
  const placesAhead = createPlacesAhead()
  const read = async <Result>(work: (snapshot: Snapshot) => Promise<Result>) => {
    await checkModel()
    return await store.read(work)
  }
  const ask = async <Name extends ReportName>(name: Name, params: ReportParams<Name>, isList = false) => {
    const answer = store.report
      ? store.report(name, params, isList)
      : store.read((snapshot) => runReport(snapshot, name, params), 'long')
    return (await answer) as ReportResult<Name>
  }
  const report = async <Name extends ReportName>(
    name: Name,
    params: ReportParams<Name>,
    /** The report counts stages, so due leads must be updated first. */
    withStages = false,
  ) => {
    await checkModel()
    if (withStages) await refresher.upTo(now())
    return (await ask(name, params)) as ReportResult<Name>
  }
  return {
    async list(query) {
      await checkModel()
      return await listLeads(
        {
          ...{ store, scorer, placesAhead },
          now: now(),
          refresh: refresher.upTo,
          ask: (page) => ask('leads', page, true),
        },
        query,
      )
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
    score: (name, at) =>
      read((snapshot) =>
        at === undefined
          ? explainScoreNow(snapshot, scorer, name, now())
          : explainScore(snapshot, scorer, name, at),
      ),
    scoreHistory: (name, range) => read((snapshot) => readScoreHistory(snapshot, scorer, name, range, now())),
    export: (name) => read((snapshot) => exportLead(snapshot, scorer, name, now())),
    async erase(name) {
      await checkModel()
      return await eraseLead(store, scorer, name, now())
    },
    sources: (range) => report('sources', range, true),
    funnel: (params) => report('funnel', params, true),
    content: (params) => report('content', params),
    async refresh() {
      await checkModel()
      return await refresher.sweep(now())
    },
    crossings: (query) => read((snapshot) => listCrossings(snapshot, query)),
    rejected: (page) => read((snapshot) => listRejected(snapshot, page)),
  }
}

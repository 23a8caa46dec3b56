import type { FunnelReport, FunnelStep } from '@leadlight/protocol'
import type { Snapshot, SourceGroup, TimeRange } from '../storage/port.ts'
import type { NewLead } from '../storage/report-reading.ts'
import { median } from './median.ts'
import { readSteps } from './read-steps.ts'
import { type Step, stageTimes } from './stage-times.ts'

/** The parameters of the funnel: visits and leads of a range, optionally from a source only. */
export interface FunnelQuery extends TimeRange, Partial<SourceGroup> {}

const AT_ONCE = 2_000

/** Counters of a step of the funnel. */
interface Tally {
  reached: number
  now: number
  disqualified: number
  /** Times since the previous step, in milliseconds. */
  times: number[]
}

/** The funnel of a range: visitors, and leads by the time they were first seen and by first touch. */
export async function reportFunnel(
  snapshot: Snapshot,
  { from, to, ...source }: FunnelQuery,
): Promise<FunnelReport> {
  const visitors = await snapshot.countVisitors({ from, to }, source)
  const steps = await readSteps(snapshot, from)
  const tallies = Array.from({ length: 4 }, (): Tally => ({ reached: 0, now: 0, disqualified: 0, times: [] }))
  let withoutVisit = 0
  for await (const lead of newLeads(snapshot, { from, to })) {
    if (!isFrom(lead, source)) continue
    if (lead.source === null) withoutVisit += 1
    count(tallies, lead, steps.get(lead.id) ?? [])
  }
  const [leads] = tallies
  const onPage = (leads?.reached ?? 0) - withoutVisit
  const disqualified = tallies.reduce((sum, tally) => sum + tally.disqualified, 0)
  return { data: present(tallies, visitors, onPage), next: null, disqualified, withoutVisit }
}

function count(tallies: Tally[], { stage, firstSeen, named, source }: NewLead, steps: Step[]): void {
  const way = stageTimes(steps, stage)
  const times = [named === null ? null : Math.max(firstSeen, named), ...way]
  times.forEach((time, step) => {
    const tally = tallies[step]
    if (tally === undefined) return
    tally.reached += 1
    const before = step > 0 ? times[step - 1] : source === null ? null : firstSeen
    if (time !== null && typeof before === 'number') tally.times.push(Math.max(0, time - before))
  })
  const furthest = tallies[way.length]
  if (stage === 'disqualified' && furthest !== undefined) furthest.disqualified += 1
  const standing = tallies[['lead', 'mql', 'sql', 'customer'].indexOf(stage)]
  if (standing !== undefined) standing.now += 1
}

function present(tallies: Tally[], visitors: number, onPage: number): FunnelStep[] {
  const share = (part: number, whole: number | undefined) => (whole ? part / whole : null)
  const names = ['lead', 'mql', 'sql', 'customer'] as const
  const first: FunnelStep = {
    stage: 'visitor',
    reached: visitors,
    now: null,
    conversion: null,
    medianMs: null,
    timed: 0,
    disqualified: 0,
  }
  const rest = tallies.map(({ times, ...tally }, step): FunnelStep => {
    const conversion = step === 0 ? share(onPage, visitors) : share(tally.reached, tallies[step - 1]?.reached)
    const [timed, medianMs] = [times.length, median(times)]
    return { stage: names[step] ?? 'lead', ...tally, conversion, medianMs, timed }
  })
  return [first, ...rest]
}

function isFrom(lead: NewLead, wanted: Partial<SourceGroup>): boolean {
  const group: Partial<Record<string, string | null>> = { ...lead.source }
  return Object.entries(wanted).every(([name, value]) => value === undefined || group[name] === value)
}

async function* newLeads(snapshot: Snapshot, range: TimeRange): AsyncGenerator<NewLead> {
  let after: { firstSeen: number; id: string } | null = null
  for (;;) {
    const part: NewLead[] = await snapshot.newLeads(range, { after, limit: AT_ONCE })
    yield* part
    const last = part.at(-1)
    if (last === undefined || part.length < AT_ONCE) return
    after = last
  }
}

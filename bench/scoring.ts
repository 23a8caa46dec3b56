import {
  backtest,
  createScorer,
  defaultModel,
  type Scorer,
  type ScoringEvent,
  scoreHistory,
} from '@leadlight/scoring'
import { presets } from '@leadlight/scoring/presets'
import { median } from './median.ts'

const histories = [10, 1_000, 100_000]
const rounds = 9
const day = 86_400_000
const end = Date.UTC(2026, 10, 21, 10)
const traits = { email: 'ana@dairy.example', title: 'Head of Operations', budget: '€10k–25k' }

/**
 * What one more event costs a lead that has many, and what its score costs to read from state and to explain by replay.
 * The events fall on the 300 days before; more of them make more of each day.
 */
export async function run(): Promise<void> {
  const scorer = createScorer(defaultModel)
  console.table(
    histories.map((count) => {
      const history = makeEvents(count, 0)
      const state = scorer.empty()
      for (const event of history) scorer.add(state, event)
      const batch = makeEvents(1_000, count)
      const before = JSON.stringify(state)
      const copies = Array.from({ length: rounds + 1 }, () => JSON.parse(before))
      const reads = count > 1_000 ? 50 : 500
      return {
        'events before': count,
        'µs an add': inMicroseconds(() => addAll(scorer, copies.pop(), batch), batch.length),
        'µs a standing': inMicroseconds(() => {
          for (let turn = 0; turn < reads; turn++) scorer.standing(state, traits, end + turn)
        }, reads),
        'µs an explanation': inMicroseconds(() => scorer.explain(history, traits, end), 1),
        'bytes of state': before.length,
      }
    }),
  )
  console.log(`Default model of ${defaultModel.rules.length} rules, medians of ${rounds} rounds`)
  console.table([measureQuestions(), measureCurve(), ...histories.slice(0, 2).map(measureBacktest)])
}

/** Of a lead of whom nothing is known, all answers to all questions are tried. */
function measureQuestions() {
  const scorer = createScorer(defaultModel)
  return {
    work: 'an explanation with all answers open',
    µs: inMicroseconds(() => scorer.explain([], {}, end), 1),
  }
}

function measureCurve() {
  const history = makeEvents(1_000, 0)
  const times = Array.from({ length: 300 }, (_, index) => end - index * day)
  const scorer = createScorer(defaultModel)
  const work = () => scoreHistory(scorer, history, () => traits, times)
  return { work: 'a curve of 300 days over 1,000 events', µs: inMicroseconds(work, 1) }
}

/** Two models over the last 90 days of leads whose events fall on 300. */
function measureBacktest(count: number) {
  const leads = Array.from({ length: count > 100 ? 5 : 200 }, (_, index) => ({
    id: `lead ${index}`,
    events: makeEvents(count, 0),
    traitsAt: () => traits,
  }))
  const models = { current: defaultModel, draft: presets.agency, from: end - 90 * day, to: end }
  const work = () => backtest({ ...models, leads })
  return { work: `a lead of ${count} events in a backtest`, µs: inMicroseconds(work, leads.length) }
}

function addAll(scorer: Scorer, state: ReturnType<Scorer['empty']>, events: ScoringEvent[]): void {
  for (const event of events) scorer.add(state, event)
}

/** One run to warm up, then the median; two significant digits. */
function inMicroseconds(work: () => void, times: number): number {
  const spent: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const start = performance.now()
    work()
    spent.push(((performance.now() - start) * 1_000) / times)
  }
  return Number(median(spent.slice(1)).toPrecision(2))
}

/** Page views, reading reports, visits and now and then a form, evenly over 300 days in the same way each time. */
function makeEvents(count: number, first: number): ScoringEvent[] {
  const paths = ['/', '/pricing', '/product', '/blog/milk', '/blog/fridge', '/careers', '/docs/start']
  return Array.from({ length: count }, (_, index) => {
    const number = first + index
    const at = first > 0 ? end - (count - index) : end - Math.floor(((count - index) * 300 * day) / count)
    const view = Math.floor(number / 5)
    const path = paths[view % paths.length] ?? '/'
    const base = {
      id: `01890a5d-ac96-774b-bcce-${number}`,
      at,
      visit: `visit:${Math.floor(at / (day / 4))}`,
      excluded: null,
    }
    const properties = {
      path,
      page_view_id: `0189-${view}`,
      content_type: path.startsWith('/blog') ? 'article' : 'page',
    }
    if (number % 5 === 0) return { ...base, name: 'page', properties }
    if (number % 500 === 1)
      return { ...base, name: 'Form Submitted', properties: { form_id: 'contact', fields: {} } }
    if (number % 50 === 2) return { ...base, name: 'Visit Started', properties: { number: view } }
    const report = { engaged_ms: (number % 5) * 20_000, seq: number % 5, scroll_depth: (number % 5) * 25 }
    return { ...base, name: 'Page Engaged', properties: { ...properties, ...report } }
  })
}

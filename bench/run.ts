import { parseArgs } from 'node:util'

/** What a benchmark is told by the command line. */
interface Options {
  /** `--runs`, where the benchmark repeats itself. */
  runs?: number
  /** `--leads`, where the benchmark fills a database with them. */
  leads?: number
  /** `--file`, where the database is kept for another time. */
  file?: string
  /** `--minutes`, where something is watched for a while. */
  minutes?: number
  /** `--parts`, where the benchmark has several; with commas between. */
  parts?: string
  /** `--json`, a file for the figures, where the benchmark writes one. */
  json?: string
  /** `--ids`, `ordered` or `random`, where events are inserted. */
  ids?: 'ordered' | 'random'
}

/** `npm run bench` runs every benchmark, `npm run bench -- scoring` the named ones. */
const benchmarks: Record<string, () => Promise<{ run(options: Options): Promise<void> }>> = {
  collector: () => import('./collector.ts'),
  'heavy-lead': () => import('./heavy-lead.ts'),
  forms: () => import('./forms.ts'),
  'forms-page': () => import('./forms-page.ts'),
  leads: () => import('./leads.ts'),
  scoring: () => import('./scoring.ts'),
  'script-parts': () => import('./script-parts.ts'),
  tracker: () => import('./tracker/run.ts'),
}

const { values, positionals: asked } = parseArgs({
  options: {
    runs: { type: 'string' },
    leads: { type: 'string' },
    file: { type: 'string' },
    minutes: { type: 'string' },
    parts: { type: 'string' },
    json: { type: 'string' },
    ids: { type: 'string' },
  },
  allowPositionals: true,
})
const texts = new Set(['file', 'parts', 'json', 'ids'])
const options = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, texts.has(name) ? value : Number(value)]),
)
const unknown = asked.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(2)
}
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`\n# ${name} · ${new Date().toISOString().slice(0, 10)} · Node ${process.version}\n`)
  const benchmark = await benchmarks[name]?.()
  await benchmark?.run(options)
}

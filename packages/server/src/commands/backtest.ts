import { type BacktestAnswer, backtestSchema, type ModelEvaluation } from '@leadlight/protocol'
import { readModel } from '../configuration/read-model.ts'
import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'
import { estimate, percent } from './estimates.ts'

/** Options of `leadlight backtest`. */
export interface BacktestOptions extends ReadOptions {
  from?: string
  to?: string
  json?: boolean
}

/** Runs a backtest; returns the result as tables or as the JSON of the API. */
export async function backtestModel(file: string, options: BacktestOptions): Promise<string> {
  const { from, to } = options
  const model = readModel(file)
  const api = await openReadApi(options)
  try {
    const answer = await api.send('POST', '/api/model/backtest', {
      model,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    })
    return options.json ? JSON.stringify(answer, null, 2) : describe(backtestSchema.parse(answer))
  } finally {
    await api.close()
  }
}

interface Row {
  what: string
  current: string
  draft: string
}

const columns: readonly Column<Row>[] = [
  { title: '', text: ({ what }) => what },
  { title: 'In force', align: 'right', text: ({ current }) => current },
  { title: 'Draft', align: 'right', text: ({ draft }) => draft },
]

function describe(answer: BacktestAnswer): string {
  const { current, draft, gained, lost, rankCorrelation, evaluation } = answer
  const stages = ['lead', 'mql', 'sql', 'customer', 'disqualified'] as const
  const weekly = (side: BacktestAnswer['current'], stage: 'mql' | 'sql') =>
    (side.weeks.reduce((sum, week) => sum + week[stage], 0) / side.weeks.length).toFixed(1)
  const row = (what: string, read: (side: BacktestAnswer['current']) => string | number): Row => ({
    what,
    current: String(read(current)),
    draft: String(read(draft)),
  })
  const rows = [
    row('leads that qualified', ({ qualified }) => qualified),
    row('to mql, a week', (side) => weekly(side, 'mql')),
    row('to sql, a week', (side) => weekly(side, 'sql')),
    row('most in one week', ({ weeks }) => Math.max(...weeks.map(({ mql, sql }) => mql + sql))),
    row('changes of stage', ({ crossed }) => crossed),
    ...stages.map((stage) => row(`at ${stage} at the end`, (side) => side.stages[stage] ?? 0)),
  ]
  const correlation = rankCorrelation === null ? 'not defined' : rankCorrelation.toFixed(3)
  return [
    `${current.model.name} ${current.model.version} against ${draft.model.name} ${draft.model.version}`,
    `${answer.leads.toLocaleString('en')} leads, ${answer.from} to ${answer.to}`,
    ...(answer.skipped > 0 ? [`${answer.skipped} leads with too many events to replay are left out.`] : []),
    '',
    formatTable(columns, rows),
    '',
    `Only the draft qualifies ${gained.count}, only the model in force ${lost.count} leads.`,
    `Both rank the leads alike by ${correlation} (Spearman’s ρ: 1 is the same order).`,
    ...(evaluation === null
      ? ['No outcomes are recorded, so how well either tells won from lost leads is not known.']
      : describeEvaluation(evaluation.current, evaluation.draft)),
  ].join('\n')
}

function describeEvaluation(current: ModelEvaluation, draft: ModelEvaluation): string[] {
  const row = (what: string, read: (side: ModelEvaluation) => string): Row => ({
    what,
    current: read(current),
    draft: read(draft),
  })
  const rows = [
    row('won above lost (ROC-AUC)', ({ auc }) => estimate(auc, (value) => value.toFixed(3))),
    row('won, of those qualified (precision)', ({ precision }) => estimate(precision, percent)),
    row('qualified, of those won (recall)', ({ recall }) => estimate(recall, percent)),
    ...current.deciles.map((_, index) =>
      row(`lift of tenth ${index + 1}`, ({ deciles }) => {
        const tenth = deciles[index]
        return tenth === undefined ? '–' : `${tenth.lift.toFixed(2)} × (${estimate(tenth.won, percent)} won)`
      }),
    ),
  ]
  return [
    '',
    `By ${current.won} won and ${current.lost} lost leads, by what happened before that was known:`,
    '',
    formatTable(columns, rows),
    '',
    'In brackets 95 % intervals: DeLong’s for ROC-AUC, Wilson’s for shares.',
  ]
}

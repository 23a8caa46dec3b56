import { writeFileSync } from 'node:fs'
import { type CalibratedRuleAnswer, type CalibrationAnswer, calibrationSchema } from '@leadlight/protocol'
import { readModel } from '../configuration/read-model.ts'
import { errorText, Failure } from '../failure.ts'
import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'
import { estimate } from './estimates.ts'

/** Options of `leadlight calibrate`. */
export interface CalibrateOptions extends ReadOptions {
  /** File to write the draft to. */
  out?: string
  json?: boolean
}

/**
 * Calibrates a model by the outcomes of leads; writes the draft, and returns the result as text. Throws a `Failure` when there
 * is too little data.
 *
 * @param file the model to calibrate; the current one by default
 */
export async function calibrateModel(file: string | undefined, options: CalibrateOptions): Promise<string> {
  const model = file === undefined ? {} : { model: readModel(file) }
  const api = await openReadApi(options)
  try {
    const answer = calibrationSchema.parse(await api.send('POST', '/api/model/calibrate', model))
    if (answer.refusal !== null) throw new Failure(describeRefusal(answer))
    if (options.out !== undefined) write(options.out, answer.draft)
    return options.json ? JSON.stringify(answer, null, 2) : describe(answer, options.out)
  } finally {
    await api.close()
  }
}

function write(path: string, draft: unknown): void {
  try {
    writeFileSync(path, `${JSON.stringify(draft, null, 2)}\n`)
  } catch (error) {
    throw new Failure(`Cannot write the draft: ${errorText(error)}`)
  }
}

const columns: readonly Column<CalibratedRuleAnswer>[] = [
  { title: 'Rule', text: ({ id, part }) => (part === 'otherwise' ? `${id} (otherwise)` : id) },
  { title: 'Points', align: 'right', text: ({ points }) => String(points) },
  { title: 'Proposed', align: 'right', text: ({ proposed }) => String(proposed) },
  { title: 'Log-odds', align: 'right', text: ({ weight }) => estimate(weight, (value) => value.toFixed(2)) },
  { title: 'Leads', align: 'right', text: ({ leads }) => String(leads) },
  { title: '', text: ({ verdict }) => verdicts[verdict] },
]

const verdicts = {
  signal: '',
  'no signal': 'no signal',
  'too rare': 'too rare to tell: stays as it is',
} as const

function describe(answer: CalibrationAnswer, out: string | undefined): string {
  const { model, won, lost, penalty, auc, rules, draft } = answer
  const three = (value: number) => value.toFixed(3)
  const lines = [
    `${model.name} ${model.version}, by ${won} won and ${lost} lost leads`,
    '',
    formatTable(columns, rules),
    '',
    `ROC-AUC ${estimate(auc.current, three)} as it is, ${estimate(auc.proposed, three)} as proposed, for leads not fitted to.`,
    `Logistic regression, ridge penalty ${penalty}, chosen by cross-validation; in brackets 95 % intervals.`,
  ]
  if (out === undefined) return [...lines, '', JSON.stringify(draft, null, 2)].join('\n')
  return [...lines, `The draft is in ${out}: try it with leadlight backtest ${out}`].join('\n')
}

function describeRefusal({ refusal, rules }: CalibrationAnswer): string {
  return [refusal, ...(rules.length > 0 ? ['', formatTable(columns, rules)] : [])].join('\n')
}

import { type Contribution, type ScoreAnswer, scoreAnswerSchema } from '@leadlight/protocol'
import { openReadApi, type ReadOptions } from '../read-api.ts'
import { type Column, formatTable } from '../table.ts'

/** Options of `leadlight score`. */
export interface ScoreOptions extends ReadOptions {
  /** ISO 8601. */
  at?: string
  json?: boolean
}

const columns: readonly Column<Contribution>[] = [
  { title: 'Points', align: 'right', text: (row) => signed(row.points) },
  { title: 'Reason', text: (row) => row.label },
  { title: 'About', text: (row) => row.dimension },
  {
    title: 'Events',
    align: 'right',
    text: (row) => String(row.events.filter((event) => event.counted).length || ''),
  },
  { title: 'Rule', text: (row) => row.rule },
]

/** Shows a lead's score as a list of contributions that add up to it, or as the JSON of the API. */
export async function explainScore(lead: string, options: ScoreOptions): Promise<string> {
  const api = await openReadApi(options)
  try {
    const id = encodeURIComponent(lead.includes('@') && !lead.startsWith('email:') ? `email:${lead}` : lead)
    const query = options.at === undefined ? '' : `?${new URLSearchParams({ at: options.at })}`
    const answer = await api.get(`/api/leads/${id}/score${query}`)
    return options.json ? JSON.stringify(answer, null, 2) : describe(scoreAnswerSchema.parse(answer))
  } finally {
    await api.close()
  }
}

function describe(answer: ScoreAnswer): string {
  const { score, engagement, fit, grade, stage, range, unknown, model, at } = answer
  const asked = unknown[0]
  const lines = [
    `${score} points · grade ${grade} · ${stage}`,
    `${engagement} engagement + ${fit} fit, at ${at}, by model ${model.name} ${model.version}`,
    '',
    answer.contributions.length === 0
      ? 'No rule has matched yet.'
      : formatTable(columns, answer.contributions),
    '',
  ]
  if (asked !== undefined)
    lines.push(`Between ${range.min} and ${range.max} once all is known; ask first: ${asked.trait}`)
  return lines.join('\n').trimEnd()
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : String(points)
}

import type { BantName, Channel, Grade, Stage } from '@leadlight/protocol'

/** Stages in the order a lead lives them. */
export const stageNames: readonly Stage[] = ['visitor', 'lead', 'mql', 'sql', 'customer', 'disqualified']

/** Stages as people call them. */
export const stageWords: Readonly<Record<Stage, string>> = {
  visitor: 'Visitor',
  lead: 'Lead',
  mql: 'Marketing qualified',
  sql: 'Sales qualified',
  customer: 'Customer',
  disqualified: 'Disqualified',
}

/** All grades, best first. */
export const gradeNames: readonly Grade[] = ['A', 'B', 'C', 'D'].flatMap((letter) =>
  ['1', '2', '3', '4'].map((digit) => letter + digit),
)

/** What the two signs of a grade say. */
export const gradeMeaning = 'A to D: how well they fit. 1 to 4: how engaged they are.'

export const channelWords: Readonly<Record<Channel, string>> = {
  paid: 'Paid',
  'organic search': 'Organic search',
  social: 'Social',
  email: 'E-mail',
  referral: 'Referral',
  direct: 'Direct',
}

/** The four dimensions of BANT, in reading order, with a question that finds each out. */
export const bantWords: readonly { name: BantName; label: string; question: string }[] = [
  { name: 'budget', label: 'Budget', question: 'What budget is set aside for this?' },
  { name: 'authority', label: 'Authority', question: 'Who takes the decision?' },
  { name: 'need', label: 'Need', question: 'What do they want solved, and how badly?' },
  { name: 'timeline', label: 'Timeline', question: 'By when do they want it in place?' },
]

/** A question that finds a trait out. */
export function questionFor(trait: string): string {
  return (
    bantWords.find(({ name }) => name === trait)?.question ??
    `What is their ${traitLabel(trait).toLowerCase()}?`
  )
}

/** `firstName` → `First name`. */
export function traitLabel(trait: string): string {
  const spaced = trait
    .replaceAll('_', ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, before: string, after: string) => {
      return `${before} ${after.toLowerCase()}`
    })
  if (trait === 'email') return 'E-mail'
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

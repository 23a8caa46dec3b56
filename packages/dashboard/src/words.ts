import type { BantName, Channel, Grade, Stage } from '@leadlight/protocol'

/** The stages in ascending order. */
export const stageNames: readonly Stage[] = ['visitor', 'lead', 'mql', 'sql', 'customer', 'disqualified']

/** Display names of the stages. */
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

/** Explains the letter and the digit of a grade. */
export const gradeMeaning = 'A to D, how well they fit; 1 to 4, how engaged they are.'

/** Display names of the channels. */
export const channelWords: Readonly<Record<Channel, string>> = {
  paid: 'Paid',
  'organic search': 'Organic search',
  social: 'Social',
  email: 'E-mail',
  referral: 'Referral',
  direct: 'Direct',
}

/** The four BANT dimensions in display order, each with a question to ask. */
export const bantWords: readonly { name: BantName; label: string; question: string }[] = [
  { name: 'budget', label: 'Budget', question: 'What budget is set aside for this?' },
  { name: 'authority', label: 'Authority', question: 'Who takes the decision?' },
  { name: 'need', label: 'Need', question: 'What do they want solved, and how badly?' },
  { name: 'timeline', label: 'Timeline', question: 'By when do they want it in place?' },
]

/** Refusals of the collector in words for this page, by their codes; its own words speak of the API. */
export const errorWords: Readonly<Record<string, string | undefined>> = {
  unknown_lead: 'There is no such lead. It may have been erased, or be part of another lead now.',
  unknown_segment: 'There is no such segment any more. Choose another one, or all.',
}

/** A question that asks for a trait. */
export function questionFor(trait: string): string {
  return (
    bantWords.find(({ name }) => name === trait)?.question ??
    `What is their ${traitLabel(trait).toLowerCase()}?`
  )
}

/** The display name of a trait: `First name` for `firstName`. */
export function traitLabel(trait: string): string {
  const spaced = trait
    .replaceAll('_', ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, (_, before: string, after: string) => {
      return `${before} ${after.toLowerCase()}`
    })
  if (trait === 'email') return 'E-mail'
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** Sort orders of the report on pages. */
export type ContentSort =
  | '-views'
  | '-engagedMs'
  | '-medianEngagedMs'
  | '-leadsBefore'
  | '-leadsAfter'
  | '-submissions'

/** Display names of the sort orders of the report on pages. */
export const contentSortWords: readonly { name: ContentSort; label: string }[] = [
  { name: '-views', label: 'Most viewed' },
  { name: '-engagedMs', label: 'Longest in all' },
  { name: '-medianEngagedMs', label: 'Longest each time' },
  { name: '-leadsBefore', label: 'Before leads' },
  { name: '-leadsAfter', label: 'By leads' },
  { name: '-submissions', label: 'Forms sent' },
]

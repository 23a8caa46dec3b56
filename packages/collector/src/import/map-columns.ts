import { normalizeEmail } from '../ingest/email.ts'
import { splitIntoWords } from '../ingest/mapping/split-into-words.ts'
import type { TraitOfName } from '../ingest/mapping/trait-of-name.ts'

/** The content of a column of a file of leads: a trait, or `userId`, `at`, `owner`, `outcome` or `outcomeAt`. */
export interface MappedColumn {
  /** Its name in the file. */
  column: string
  /** Null when the column is ignored. */
  as: string | null
  /** Whether it was inferred from the column's name rather than given. */
  guessed: boolean
}

/** Alternative names of the columns that are not traits. */
const otherColumns: Readonly<Record<string, readonly string[]>> = {
  userId: ['user id', 'userid', 'customer id', 'contact id', 'external id'],
  at: [
    'at',
    'created',
    'created at',
    'created on',
    'create date',
    'date created',
    'erstellt am',
    'creado',
    'cree le',
    'criado em',
  ],
  owner: [
    'owner',
    'contact owner',
    'lead owner',
    'account owner',
    'deal owner',
    'salesperson',
    'assigned to',
  ],
  outcome: ['outcome', 'deal outcome', 'won lost', 'result'],
  outcomeAt: ['outcome at', 'outcome date', 'closed at', 'close date', 'date closed'],
}

/** Content of a column that is to be ignored. */
const LEFT_OUT = '-'

/**
 * Determines the content of columns: as given, else inferred from their names in the seven languages of form capture. Of two
 * columns with the same content, the first one is used; unknown ones are ignored.
 *
 * @param told content by column name; `-` to ignore a column
 */
export function mapColumns(
  names: readonly string[],
  told: ReadonlyMap<string, string>,
  traitOfName: TraitOfName,
): MappedColumn[] {
  const taken = new Set([...told].flatMap(([name, as]) => (names.includes(name) ? [as] : [])))
  return names.map((column) => {
    const as = told.get(column)
    if (as !== undefined) return { column, as: as === LEFT_OUT ? null : as, guessed: false }
    const guess = guessOf(column, traitOfName)
    if (guess === undefined || taken.has(guess)) return { column, as: null, guessed: true }
    taken.add(guess)
    return { column, as: guess, guessed: true }
  })
}

function guessOf(name: string, traitOfName: TraitOfName): string | undefined {
  const words = splitIntoWords(name).join(' ')
  for (const [column, known] of Object.entries(otherColumns)) {
    if (name === column || known.includes(words)) return column
  }
  const trait = traitOfName(name)
  return trait === 'other' || trait === 'thirdParty' ? undefined : trait
}

/** What is wrong with a header; undefined when it names columns of leads. */
export function faultOfColumns(columns: readonly MappedColumn[]): string | undefined {
  const names = columns.map(({ column }) => `"${column}"`).join(', ')
  if (columns.some(({ column }) => normalizeEmail(column) !== undefined)) {
    return 'The first line contains an e-mail address: it must name the columns instead.'
  }
  if (columns.some(({ as }) => as === 'email' || as === 'userId')) return undefined
  return `No column was recognized as e-mail addresses: name it, like map=${columns[0]?.column ?? 'Contact'}:email. The columns are ${names}.`
}

/** Errors for given contents whose column does not exist. */
export function unknownColumns(
  names: readonly string[],
  told: ReadonlyMap<string, string>,
): string | undefined {
  const unknown = [...told.keys()].filter((name) => !names.includes(name))
  if (unknown.length === 0) return undefined
  return `There is no column ${unknown.map((name) => `"${name}"`).join(', ')}: the columns are ${names.map((name) => `"${name}"`).join(', ')}.`
}

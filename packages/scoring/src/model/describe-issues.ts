import type { z } from 'zod'
import { closestName } from './closest-name.ts'

/** An error in a model. */
export interface ModelError {
  /** Path in the JSON, like `rules[2].on.where.path`; empty for the model as a whole. */
  path: string
  /** What is wrong and how to mend it. */
  message: string
}

type Issue = z.core.$ZodIssue
type SizeIssue = Issue & { code: 'too_small' | 'too_big' }
type Path = readonly PropertyKey[]

/** Turns zod's issues into readable errors; suggests one of `knownKeys` for a misspelt key. */
export function describeIssues(issues: readonly Issue[], knownKeys: ReadonlySet<string>): ModelError[] {
  return describeAll(issues, [], knownKeys)
}

function describeAll(issues: readonly Issue[], base: Path, knownKeys: ReadonlySet<string>): ModelError[] {
  const misspelt = issues
    .filter(({ code }) => code === 'unrecognized_keys')
    .map(({ path }) => writePath(path))
  return issues
    .filter(({ code, path }) => code !== 'custom' || !misspelt.includes(writePath(path)))
    .flatMap((issue) => describe(issue, base, knownKeys))
}

function describe(issue: Issue, base: Path, knownKeys: ReadonlySet<string>): ModelError[] {
  const path = [...base, ...issue.path]
  const at = (message: string, ...further: PropertyKey[]) => [
    { path: writePath([...path, ...further]), message },
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => at(unknownName('key', key, knownKeys), key))
    case 'invalid_type':
      return at(
        issue.input === undefined
          ? `missing: add ${article(issue.expected)}`
          : wrongKind([issue.expected], issue.input),
      )
    case 'invalid_value':
      return at(wrongValue(issue.input, issue.values))
    case 'invalid_union':
      return describeUnion(issue, path, knownKeys)
    case 'too_small':
    case 'too_big':
      return at(wrongSize(issue))
    default:
      return at(issue.message)
  }
}

/** Describes the errors of the alternative that fits best, which is probably the one that was meant. */
function describeUnion(
  issue: Issue & { code: 'invalid_union' },
  path: Path,
  knownKeys: ReadonlySet<string>,
): ModelError[] {
  const branches = issue.errors.filter((branch) => branch.every((inner) => !isOtherKind(inner)))
  if (branches.length === 0) {
    const kinds = issue.errors.flat().flatMap((inner) => (isOtherKind(inner) ? [inner.expected] : []))
    return [{ path: writePath(path), message: wrongKind([...new Set(kinds)], issue.input) }]
  }
  const distances = branches.map(distance)
  const least = Math.min(...distances)
  const nearest = branches.filter((_, index) => distances[index] === least)
  const missing = nearest.flatMap((branch) => branch.flatMap(missingKey).slice(0, 1))
  if (nearest.length > 1 && missing.length === nearest.length) {
    return [{ path: writePath(path), message: `needs ${missing.map((key) => `"${key}"`).join(' or ')}` }]
  }
  return describeAll(nearest[0] ?? [], path, knownKeys)
}

/** Whether the value has another type altogether, such as text for an object, so this alternative was not meant. */
function isOtherKind(issue: Issue): issue is Issue & { code: 'invalid_type' } {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

/** How many keys do not fit this alternative. */
function distance(branch: readonly Issue[]): number {
  return branch.reduce((sum, issue) => {
    if (issue.path.length === 0 && issue.code === 'unrecognized_keys') return sum + issue.keys.length
    return sum + missingKey(issue).length + (isMisplaced(issue) ? 1 : 0)
  }, 0)
}

/** Whether the key belongs to another alternative. */
function isMisplaced(issue: Issue): boolean {
  return issue.code === 'invalid_type' && issue.expected === 'never' && issue.path.length === 1
}

function missingKey(issue: Issue): string[] {
  const missing = issue.code === 'invalid_type' && issue.path.length === 1 && issue.input === undefined
  return missing ? issue.path.map(String) : []
}

/** The message for an unknown name, with a suggestion where one is close. */
export function unknownName(what: string, name: string, known: Iterable<string>): string {
  const meant = closestName(name, known)
  if (meant === name) return `"${name}" does not belong here: remove it, or move it to where it does`
  return `unknown ${what} "${name}"${meant === undefined ? ': remove it' : `: did you mean "${meant}"?`}`
}

function wrongValue(input: unknown, values: readonly unknown[]): string {
  const options = values.map(String)
  if (typeof input !== 'string') return `needs one of ${options.join(', ')}`
  const meant = closestName(input, options)
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`
  return `"${input}" is not one of ${options.join(', ')}${hint}`
}

function wrongKind(expected: readonly string[], input: unknown): string {
  return `expected ${expected.map(article).join(' or ')}, got ${show(input)}`
}

function wrongSize({ code, origin, inclusive = true, ...issue }: SizeIssue): string {
  const few = code === 'too_small'
  const bound = 'minimum' in issue ? issue.minimum : issue.maximum
  if (origin === 'number' || origin === 'int') {
    return `must be ${few ? 'more' : 'less'} than ${inclusive ? 'or equal to ' : ''}${bound}`
  }
  const what = origin === 'string' ? 'characters' : 'items'
  return `needs ${few ? 'at least' : 'at most'} ${bound} ${what}`
}

function article(kind: string): string {
  const plain = kind
    .replaceAll('string', 'text')
    .replaceAll('boolean', 'true or false')
    .replaceAll('array', 'list')
  return /^(text|true)/.test(plain) ? plain : /^[aeio]/.test(plain) ? `an ${plain}` : `a ${plain}`
}

function show(input: unknown): string {
  if (typeof input === 'number') return String(input)
  const text = JSON.stringify(input) ?? typeof input
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

/** A path in JavaScript notation: `rules[2].on.where["a b"]`. */
export function writePath(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      const name = String(key)
      if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name)) return `[${JSON.stringify(name)}]`
      return index === 0 ? name : `.${name}`
    })
    .join('')
}

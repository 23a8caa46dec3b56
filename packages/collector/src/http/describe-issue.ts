import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
}

/**
 * Describes a zod issue: where it is, what is wrong and what to do. Quotes no values, because they may be secret.
 *
 * @param whole names the whole input, for issues without a path; omitted by default
 */
export function describeIssue(issue: Issue, whole = ''): string {
  const place = issue.path.length > 0 ? issue.path.join('.') : whole
  return place === '' ? say(issue) : `${place}: ${say(issue)}`
}

function say(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue) ? 'missing' : `must be ${kindOf(issue.expected)}`
    case 'invalid_value':
      return `must be ${oneOf(issue.values)}`
    case 'invalid_union':
      return sayUnion(issue)
    case 'unrecognized_keys':
      return `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}: remove or correct it`
    case 'too_small':
      return saySize(issue, issue.minimum, 'at least')
    case 'too_big':
      return saySize(issue, issue.maximum, 'at most')
    default:
      return issue.message
  }
}

/** Describes the issue of a union. */
function sayUnion(issue: Issue & { code: 'invalid_union' }): string {
  if ('options' in issue && Array.isArray(issue.options)) return `must be ${oneOf(issue.options)}`
  const inner = issue.errors.flat()
  if (inner.length > 0 && inner.every(isMissing)) return 'missing'
  const expected = inner.flatMap((one) =>
    one.code === 'invalid_type' && one.path.length === 0 ? [kindOf(one.expected)] : [],
  )
  const [first] = inner.filter((one) => one.code !== 'invalid_type' || one.path.length > 0)
  if (first !== undefined) return describeIssue(first)
  return expected.length === 0 ? issue.message : `must be ${[...new Set(expected)].join(' or ')}`
}

/** Whether there was no value at all; zod shows that only in its message. */
function isMissing({ code, message }: Issue): boolean {
  return code === 'invalid_type' && message.endsWith('received undefined')
}

function saySize(
  issue: Issue & { code: 'too_small' | 'too_big' },
  bound: number | bigint,
  how: string,
): string {
  if (issue.origin === 'string') {
    return how === 'at least' && bound === 1 ? 'is empty' : `must be ${how} ${bound} characters long`
  }
  return issue.origin === 'array' ? `must have ${how} ${bound}` : `must be ${how} ${bound}`
}

function kindOf(expected: string): string {
  return kinds[expected] ?? expected
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`
}

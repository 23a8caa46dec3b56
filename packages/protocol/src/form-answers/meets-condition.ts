import type { FormCondition } from '../form-condition.ts'
import type { Answers } from './answers.ts'

/**
 * Whether the answers meet a condition. The semantics are those of a scoring model's conditions on events (two-valued),
 * except that `gt`, `gte`, `lt` and `lte` only compare numbers and strings of plain digits.
 */
export function meetsCondition(condition: FormCondition, answers: Answers): boolean {
  if ('all' in condition) return condition.all.every((part) => meetsCondition(part, answers))
  if ('any' in condition) return condition.any.some((part) => meetsCondition(part, answers))
  if ('not' in condition) return !meetsCondition(condition.not, answers)
  const { field, exists, ...tests } = condition
  const values = [answers[field] ?? []].flat()
  return (
    (exists ?? values.length > 0) === values.length > 0 &&
    Object.entries(tests).every(
      ([name, operand]) => operand === undefined || values.some((value) => operators[name]?.(value, operand)),
    )
  )
}

type Operator = (value: unknown, operand: unknown) => boolean

const operators: Readonly<Record<string, Operator>> = {
  is: isAmong,
  in: isAmong,
  gt: (value, operand) => amount(value) > Number(operand),
  gte: (value, operand) => amount(value) >= Number(operand),
  lt: (value, operand) => amount(value) < Number(operand),
  lte: (value, operand) => amount(value) <= Number(operand),
}

function isAmong(value: unknown, operands: unknown): boolean {
  return [operands].flat().some((operand) => fold(value) === fold(operand))
}

function fold(value: unknown): string {
  return `${value}`.normalize('NFKC').toLowerCase().trim()
}

/** The value as a number, or NaN, which fails every comparison. */
function amount(value: unknown): number {
  return typeof value === 'number' || /^-?\d+$/.test(`${value}`) ? Number(value) : Number.NaN
}

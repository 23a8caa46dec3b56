import {
  type FieldValue,
  type FormDefinition,
  type FormField,
  fieldsOfForm,
  type Json,
  type JsonObject,
} from '@leadlight/protocol'
import {
  type AnswerFault,
  type Answers,
  type AskedField,
  faultOf,
  isAsked,
  namedPatterns,
  shownFields,
} from '@leadlight/protocol/form-answers'
import { LONGEST_ADDRESS } from '../ingest/email.ts'

/** Problems with answers: a sentence by field name. */
export type Problems = Record<string, string>

/** A problem with an answer: as a code, for texts in any language, and as an English sentence. */
export interface InvalidAnswer {
  field: AskedField
  fault: AnswerFault
  problem: string
}

/** Checks answers to a form. */
export function checkAnswers(form: FormDefinition, given: JsonObject): Problems {
  return Object.fromEntries(
    findInvalidAnswers(form, given).map(({ field, problem }) => [field.name, problem]),
  )
}

/** Checks the answers to a form like the browser does, and also values that no browser would send. */
export function findInvalidAnswers(form: FormDefinition, given: JsonObject): InvalidAnswer[] {
  const fields = fieldsOfForm(form).map(({ field }) => field)
  const answers = readAnswers(fields, given)
  const invalid: InvalidAnswer[] = []
  for (const field of shownFields(fields, answers)) {
    if (!isAsked(field)) continue
    const answer = answers[field.name]
    // A field with `"ask": "unknown"` may not have been shown.
    if (answer === undefined && field.ask === 'unknown') continue
    const misfit = misfitOf(field, given[field.name])
    const fault = misfit?.fault ?? faultOf(field, answer, namedPatterns)
    if (fault !== undefined) invalid.push({ field, fault, problem: misfit?.problem ?? inWords(fault) })
  }
  return invalid
}

function readAnswers(fields: readonly FormField[], given: JsonObject): Answers {
  const answers: Record<string, FieldValue> = {}
  for (const { name } of fields) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (isFieldValue(value)) answers[name] = value
  }
  return answers
}

function isFieldValue(value: Json | undefined): value is FieldValue {
  if (Array.isArray(value)) return value.length > 0 && value.every((item) => typeof item === 'string')
  // An unticked box and an empty text are no answers.
  return typeof value === 'number' || value === true || (typeof value === 'string' && value !== '')
}

/** Why a value can never be an answer to this field. */
function misfitOf(field: AskedField, value: Json | undefined): Omit<InvalidAnswer, 'field'> | undefined {
  if (value === undefined || value === null || value === false || value === '') return undefined
  const tell = (problem: string, fault: AnswerFault) => ({ problem, fault })
  switch (field.type) {
    case 'checkbox':
    case 'consent':
      return value === true ? undefined : tell('must be ticked or not', { problem: 'tick' })
    case 'number':
    case 'rating':
      return typeof value === 'number'
        ? undefined
        : tell('must be a number', { problem: 'format', n: '1000' })
    case 'multi-select':
      return isFieldValue(value) && [value].flat().every((item) => isOption(field.options, item))
        ? undefined
        : tell('must be some of the options', { problem: 'choose' })
    case 'select':
    case 'radio':
      return isOption(field.options, value)
        ? undefined
        : tell('must be one of the options', { problem: 'choose' })
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : tell('must be a day, like 2026-11-21', { problem: 'format', n: '2026-11-21' })
    default:
      if (typeof value !== 'string') return tell('must be a text', { problem: 'required' })
      // Longer addresses are not matched against the pattern, whose time grows with the cube of their length.
      return field.type === 'email' && value.length > LONGEST_ADDRESS
        ? tell('must look like name@example.com', { problem: 'format', n: 'name@example.com' })
        : undefined
  }
}

type Options = Extract<AskedField, { options: unknown }>['options']

function isOption(options: Options, value: Json): boolean {
  return options.some((option) => (typeof option === 'string' ? option : option.value) === value)
}

function inWords(fault: AnswerFault): string {
  const n = `${fault.n}${fault.unit === 'characters' ? ' characters' : ''}`
  const words: Record<AnswerFault['problem'], string> = {
    required: 'must be filled in',
    choose: 'must be chosen',
    tick: 'must be ticked',
    format: `must look like ${n}`,
    least: `must be at least ${n}`,
    most: `must be at most ${n}`,
    earliest: `must be ${n} or later`,
  }
  return words[fault.problem]
}

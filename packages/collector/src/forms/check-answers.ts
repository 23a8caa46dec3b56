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

/** What is wrong with answers, in a sentence each, by the name of the field. */
export type Problems = Record<string, string>

/** Checks the answers to a form as the browser does, and besides what a browser cannot get wrong. */
export function checkAnswers(form: FormDefinition, given: JsonObject): Problems {
  const fields = fieldsOfForm(form).map(({ field }) => field)
  const answers = readAnswers(fields, given)
  const problems: Problems = {}
  for (const field of shownFields(fields, answers)) {
    if (!isAsked(field)) continue
    const answer = answers[field.name]
    // What is known already may not have been asked.
    if (answer === undefined && field.ask === 'unknown') continue
    const problem = misfit(field, given[field.name]) ?? inWords(faultOf(field, answer, namedPatterns))
    if (problem !== undefined) problems[field.name] = problem
  }
  return problems
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
  // A box that is not ticked, and a text without a letter, are no answer.
  return typeof value === 'number' || value === true || (typeof value === 'string' && value !== '')
}

/** Why a value cannot be an answer to this field at all. */
function misfit(field: AskedField, value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === false || value === '') return undefined
  switch (field.type) {
    case 'checkbox':
    case 'consent':
      return value === true ? undefined : 'must be ticked or not'
    case 'number':
    case 'rating':
      return typeof value === 'number' ? undefined : 'must be a number'
    case 'multi-select':
      return isFieldValue(value) && [value].flat().every((item) => isOption(field.options, item))
        ? undefined
        : 'must be some of the options'
    case 'select':
    case 'radio':
      return isOption(field.options, value) ? undefined : 'must be one of the options'
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : 'must be a day, like 2026-11-21'
    default:
      return typeof value === 'string' ? undefined : 'must be a text'
  }
}

type Options = Extract<AskedField, { options: unknown }>['options']

function isOption(options: Options, value: Json): boolean {
  return options.some((option) => (typeof option === 'string' ? option : option.value) === value)
}

function inWords(fault: AnswerFault | undefined): string | undefined {
  if (fault === undefined) return undefined
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

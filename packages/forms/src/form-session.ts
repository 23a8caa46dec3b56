import type { FormDefinition, FormStep } from '@leadlight/protocol'
import { type Answers, type AskedField, isAsked, shownFields } from '@leadlight/protocol/form-answers'
import { fieldName, firstAnswers, readAnswers } from './answers/answers.ts'
import { checkAnswer, type NamedFormats } from './answers/check-answer.ts'
import { submittedFields } from './answers/submitted-fields.ts'
import type { Deliver, Taken } from './deliver.ts'
import type { Words } from './strings/strings.ts'
import type { TrackForm } from './track-form.ts'

/** A step of a form, with the fields that are shown. */
export interface ShownStep {
  title: string | undefined
  fields: readonly AskedField[]
}

/** What is to be drawn. */
export interface FormState {
  definition: FormDefinition
  words: Words
  /** The steps that have something to ask, and the number of the current one, from 0. */
  steps: readonly ShownStep[]
  step: number
  /** The fields of the current step and, by name, the answers to all. */
  fields: readonly AskedField[]
  answers: Answers
  /** What is wrong with the answer, if the visitor is to be told. */
  errorOf(field: AskedField): string | undefined
  /** Whether the tracker has taken the answers; `kept`: while the visitor is offline. */
  taken: Taken
  /** Nobody has taken them. */
  failed: boolean
}

/** What a form needs of its surroundings. */
export interface FormSurroundings {
  words: Words
  page: Pick<Window, 'location'>
  track: TrackForm
  /** What could be loaded beside the form. */
  aside: { namedPatterns?: NamedFormats; originOf?: Parameters<typeof firstAnswers>[1] } | undefined
  /** Takes the answers. */
  deliver: Deliver
  /** `attention`: a selector of what is to be focused, where the visitor must look now. */
  onChange(attention?: string): void
}

/** One visitor's way through one form. */
export interface FormSession {
  state(): FormState
  /** The visitor has typed or chosen something, in `control`. */
  input(form: HTMLFormElement, control: EventTarget | null): void
  back(): void
  /** The page is left. */
  leave(): void
  /** Goes to the next step or, from the last one, sends the answers: once, however often it is called. */
  submit(form: HTMLFormElement): void
}

/** Begins a form. The definition must have passed `requireDrawable`. */
export function createFormSession(definition: FormDefinition, around: FormSurroundings): FormSession {
  const { words, page, track, aside, deliver, onChange } = around
  const allSteps: readonly FormStep[] = definition.steps ?? [{ fields: definition.fields ?? [] }]
  const allFields = allSteps.flatMap((step) => step.fields)
  let answers = firstAnswers(allFields, aside?.originOf)
  // A number among the steps with something to ask: it stands, since conditions look only back.
  let step = 0
  // A wrong answer is told when the visitor goes on, and forgiven as soon as it is right.
  let told: readonly AskedField[] = []
  let taken: Taken = false
  let failed = false
  let sending = false
  // The field that was touched last; empty when that was told as the page was left.
  let last: string | undefined

  const shown = () => shownFields(allFields, answers)
  const steps = (): ShownStep[] => {
    const asked = shown().filter(isAsked)
    return allSteps
      .map(({ title, fields }) => ({ title, fields: asked.filter((field) => fields.includes(field)) }))
      .filter(({ fields }) => fields[0])
  }
  const fields = () => steps()[step]?.fields ?? []
  const read = (form: HTMLFormElement) => {
    answers = readAnswers(form, fields(), answers)
  }
  const check = (field: AskedField) => checkAnswer(field, answers[field.name], words, aside?.namedPatterns)
  const go = (to: number) => {
    step = to
    told = []
    onChange('[part=step]')
  }
  const end = (outcome: Taken) => {
    const redirect = definition.success?.redirect
    sending = false
    taken = outcome
    failed = !taken
    if (taken === 'sent' && redirect) page.location.assign(redirect)
    onChange('[part=message],[part=problems]')
  }
  const send = () => {
    sending = true
    deliver(submittedFields(shown(), answers), track)
      .catch(() => false as const)
      .then(end)
  }
  return {
    state: () => ({
      definition,
      words,
      steps: steps(),
      step,
      fields: fields(),
      answers,
      errorOf: (field) => (told.includes(field) ? check(field) : undefined),
      taken,
      failed,
    }),
    input(form, control) {
      read(form)
      const name = fieldName(control)
      if (last === undefined) track('Form Started', { last_field: name })
      last = name
      onChange()
    },
    back: () => go(step - 1),
    leave() {
      if (last && !taken) track('Form Abandoned', { last_field: last })
      last = ''
    },
    submit(form) {
      if (taken || sending) return
      read(form)
      told = fields().filter(check)
      if (told[0]) onChange('[part~=invalid] :is(input,select,textarea)')
      else if (step < steps().length - 1) go(step + 1)
      else send()
    },
  }
}

import type { FormDefinition, FormStep } from '@leadlight/protocol'
import { type Answers, type AskedField, isAsked, shownFields } from '@leadlight/protocol/form-answers'
import { fieldName, firstAnswers, readAnswers } from './answers/answers.ts'
import { checkAnswer, type NamedFormats } from './answers/check-answer.ts'
import { submittedFields } from './answers/submitted-fields.ts'
import type { Deliver, DeliveryResult } from './deliver.ts'
import type { Words } from './strings/strings.ts'
import type { TrackForm } from './track-form.ts'

/** A step of a form, reduced to the fields that are shown. */
export interface ShownStep {
  title: string | undefined
  fields: readonly AskedField[]
}

/** The state that the views draw. */
export interface FormState {
  definition: FormDefinition
  words: Words
  /** The steps with at least one shown field. */
  steps: readonly ShownStep[]
  /** Index of the current step in `steps`. */
  step: number
  /** The fields of the current step. */
  fields: readonly AskedField[]
  /** The answers to all fields, by name. */
  answers: Answers
  /** What is wrong with the answer; undefined until the visitor tries to go on. */
  errorOf(field: AskedField): string | undefined
  /** How the answers were sent; false if that failed, undefined before the first attempt has ended. */
  sent: DeliveryResult | undefined
}

/** What a form session depends on. */
export interface FormSurroundings {
  words: Words
  page: Pick<Window, 'location'>
  track: TrackForm
  /** The optional parts; undefined when they could not be loaded. */
  extras: { namedPatterns?: NamedFormats; originOf?: Parameters<typeof firstAnswers>[1] } | undefined
  deliver: Deliver
  /** Called after each change; `attention` is the selector of an element to focus. */
  onChange(attention?: string): void
}

/** A visitor's session with a form, from the first draw to the submission. */
export interface FormSession {
  state(): FormState
  /** Called when the visitor changes the value of `control`. */
  input(form: HTMLFormElement, control: EventTarget | null): void
  back(): void
  /** Called when the page is left. */
  leave(): void
  /** Goes to the next step or, on the last one, sends the answers: only once, however often it is called. */
  submit(form: HTMLFormElement): void
}

/** Creates a session. The definition must have passed `requireDrawable`. */
export function createFormSession(definition: FormDefinition, around: FormSurroundings): FormSession {
  const { words, page, track, extras, deliver, onChange } = around
  const allSteps: readonly FormStep[] = definition.steps ?? [{ fields: definition.fields ?? [] }]
  const allFields = allSteps.flatMap((step) => step.fields)
  let answers = firstAnswers(allFields, extras?.originOf)
  // An index into the shown steps. It stays valid, because conditions refer only to earlier fields.
  let step = 0
  // Fields whose errors are shown: marked when the visitor tries to go on.
  let flagged: readonly AskedField[] = []
  let sent: DeliveryResult | undefined
  let sending = false
  // The field with the latest input; empty once `Form Abandoned` was sent.
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
  const check = (field: AskedField) => checkAnswer(field, answers[field.name], words, extras?.namedPatterns)
  const go = (to: number) => {
    step = to
    flagged = []
    onChange('[part=step]')
  }
  const end = (result: DeliveryResult) => {
    const redirect = definition.success?.redirect
    sending = false
    sent = result
    if (sent === 'sent' && redirect) page.location.assign(redirect)
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
      errorOf: (field) => (flagged.includes(field) ? check(field) : undefined),
      sent,
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
      if (last && !sent && !sending) track('Form Abandoned', { last_field: last })
      last = ''
    },
    submit(form) {
      if (sent || sending) return
      read(form)
      flagged = fields().filter(check)
      if (flagged[0]) onChange('[part~=invalid] :is(input,select,textarea)')
      else if (step < steps().length - 1) go(step + 1)
      else send()
    },
  }
}

import type { FormOutcome, PluginHost, Properties, Release } from '../plugin.ts'
import { createRefusalCheck } from './create-refusal-check.ts'
import { isForm, isShown } from './form-element.ts'
import { createAnswerWatch, type WatchAnswers } from './watch-answers.ts'

/** Longest wait for a sign of success after a submission, in milliseconds. */
const OUTCOME_MS = 10_000

/** Time in which a second submission with the same values counts as a double click, in milliseconds. */
const REPEAT_MS = 2_000

/** Time in which a form may come back that the page has removed or hidden to show that it waits, in milliseconds. */
const LOADING_MS = 3_000

/** Time after a response in which another request may fail, or the page mark the form as refused, in milliseconds. */
const RENDER_MS = 1_000

/**
 * The submissions of a page. Each is pending until its outcome is known: meanwhile its event is held, in the outbox as `submitted`,
 * because the page may die. Only the latest can be pending; the next one settles it. It is remembered when it is settled, because a
 * double click repeats it, and the site may tell its outcome.
 */
export interface Submissions {
  /** Reads a submitted form, and holds its event, unless this repeats the latest submission. */
  hold(form: Element, event?: Event): void
  /** Releases the latest submission; without an outcome, with the one inferred from the signs so far, as no more will follow. */
  settle(outcome?: FormOutcome | false): void
  /** Sets the outcome that the site tells of a form; unless it was just submitted, it is by this. */
  report(form: Element, outcome: FormOutcome): void
  /** Settles the latest submission after the page had time to show more, if it is of this form, which was reset. */
  reset(form: Element): void
  /** Settles the latest submission if the page shows what became of it, or does not in time. */
  check(forms: Set<Element>): void
  /** Whether the outcome of a submission of this form is not known yet. */
  isPending(form: Element): boolean
  /** Watches the requests of a window for answers. */
  watchAnswers: WatchAnswers
}

/**
 * Creates the submissions of a page. One that the page prevents is `submitted` if a sign of success follows (a response with 2xx, or
 * the form is reset, removed or hidden, or the page left), else `attempted`.
 *
 * @param describe the properties of a submission of a form
 * @param onSubmit called with the properties of each submission
 */
export function createSubmissions(
  host: PluginHost,
  describe: (form: Element) => Properties,
  onSubmit: (properties: Properties) => void,
): Submissions {
  /** The latest submission: its form, the event it was last sent by (of a double click, the second) and when. */
  let sent: Element | undefined
  let sentBy: Event | undefined
  let sentAt = -Infinity
  /** What it said, to know it again; empty if it failed, because the visitor may retry with the same values at once. */
  let text = ''
  /** Releases its event; undefined once its outcome is known. */
  let release: Release | undefined
  // What the page has shown of it since:
  /** Whether the form was in sight, and has gone out of sight, if only for a moment. */
  let wasShown = false
  let isGone = false
  let showsRefusal: (() => boolean) | undefined
  /** Whether requests have succeeded, by address: of several to the same one, whether any has. */
  let answers: Record<string, boolean> = {}

  const age = () => performance.now() - sentAt
  const isAnswered = (isSuccess: boolean) => Object.values(answers).includes(isSuccess)

  function hold(form: Element, event?: Event): void {
    const properties = describe(form)
    const said = JSON.stringify(properties)
    // It is the same one after a double click, and when the page itself submits what it has held back, as for a captcha.
    if (said !== text || (!release && age() > REPEAT_MS)) {
      // Submitting the same form again means that the previous attempt failed; submitting another one, that it succeeded.
      settle(form === sent && 'attempted')
      onSubmit(properties)
      sent = form
      text = said
      wasShown = isShown(form)
      isGone = false
      showsRefusal = createRefusalCheck(form)
      answers = {}
      release = host.hold('Form Submitted', properties, { form: true })
    }
    sentBy = event
    sentAt = performance.now()
  }

  /** The outcome by the signs so far. */
  function inferOutcome(): FormOutcome {
    // A visitor whom the page tells of a mistake may give up and leave.
    const isRefused = sentBy?.defaultPrevented && (isAnswered(false) || showsRefusal?.())
    return isRefused && !isAnswered(true) ? 'attempted' : 'submitted'
  }

  function settle(outcome?: FormOutcome | false): void {
    outcome ||= inferOutcome()
    if (outcome === 'attempted') text = ''
    release?.({ outcome })
    release = undefined
  }

  /** Settles the latest submission when the page has shown what it makes of an answer or a reset, unless it is sent again by then. */
  function settleSoon(isReset?: boolean): void {
    const current = sentAt
    setTimeout(() => {
      // If requests of both kinds were made, only what the page does with the form can tell.
      if (sentAt === current && (isReset || isAnswered(true) !== isAnswered(false)))
        settle(!isReset && showsRefusal?.() && 'attempted')
    }, RENDER_MS)
  }

  /** Whether a form stands on the page, filled in as the submitted one was. */
  const isBack = (forms: Set<Element>) =>
    [...forms].some((form) => isShown(form) && JSON.stringify(describe(form)) === text)

  return {
    hold,
    settle,
    watchAnswers: createAnswerWatch(
      host.signal,
      () => sentAt,
      (isSuccess, address) => {
        answers[address] ||= isSuccess
        settleSoon()
      },
    ),
    isPending: (form) => form === sent && !!release,
    report(form, outcome) {
      if (form !== sent || !isForm(form) || age() > OUTCOME_MS) hold(form)
      settle(outcome)
    },
    reset(form) {
      if (form === sent) settleSoon(true)
    },
    check(forms) {
      if (!release) return
      if (!isShown(sent as Element)) isGone = true
      // The browser submitted it.
      if (sentBy?.isTrusted && !sentBy.defaultPrevented) settle()
      else if (wasShown && isGone && age() > LOADING_MS) settle(isBack(forms) && 'attempted')
      else if (age() > OUTCOME_MS) settle('attempted')
    },
  }
}

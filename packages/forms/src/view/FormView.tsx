import { h, type VNode } from 'preact'
import type { FormSession } from '../form-session.ts'
import { fillIn } from '../strings/strings.ts'
import { FieldView } from './FieldView.tsx'
import { Problems } from './Problems.tsx'

/**
 * A form in its current state. Elements are named by `part`, for the form's style sheet and the page's. The live regions exist
 * from the start, because screen readers announce only changes of existing ones.
 */
export function FormView({ session }: { session: FormSession }): VNode {
  const state = session.state()
  const { definition, words, steps, step, fields, answers, errorOf, sent } = state
  const { title, intro, language } = definition
  const count = steps.length
  const heading = steps[step]?.title
  return (
    <div part="form" lang={language}>
      <div part="message" role="status" tabIndex={-1}>
        {sent && <p>{definition.success?.message ?? words.thanks}</p>}
        {sent === 'kept' && <p>{words.kept}</p>}
      </div>
      {!sent && (
        <form
          aria-label={title ?? definition.name}
          data-leadlight="off"
          noValidate
          onInput={({ currentTarget, target }) => session.input(currentTarget, target)}
          onSubmit={(event) => {
            event.preventDefault()
            session.submit(event.currentTarget)
          }}
        >
          {title && <h2 part="title">{title}</h2>}
          {intro && <p part="intro">{intro}</p>}
          {count > 1 && (
            <div part="step" tabIndex={-1}>
              <progress part="progress" aria-hidden max={count} value={step + 1} />
              {fillIn(words.step, { step: step + 1, steps: count })}
              {heading && <h3 part="step-title">{heading}</h3>}
            </div>
          )}
          <Problems state={state} />
          <div part="fields">
            {fields.map((field) => (
              <FieldView
                key={field.name}
                field={field}
                answer={answers[field.name]}
                error={errorOf(field)}
                words={words}
              />
            ))}
          </div>
          <div part="buttons">
            <button type="submit" part="button">
              {step < count - 1 ? words.next : (definition.submit ?? words.send)}
            </button>
            {step > 0 && (
              <button type="button" part="button back" onClick={session.back}>
                {words.back}
              </button>
            )}
          </div>
        </form>
      )}
    </div>
  )
}

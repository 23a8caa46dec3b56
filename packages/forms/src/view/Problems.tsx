import { h, type VNode } from 'preact'
import { controlName } from '../answers/answers.ts'
import type { FormState } from '../form-session.ts'

/** The list of errors, each with a button that focuses its field; an alert, so that it is announced. */
export function Problems({ state: { words, fields, errorOf, sent } }: { state: FormState }): VNode {
  const wrong = fields.filter(errorOf)
  return (
    <div role="alert">
      {sent === false && <p part="problems">{words.failed}</p>}
      {wrong[0] && (
        <div part="problems">
          {words.check}
          <ul>
            {wrong.map((field) => (
              <li key={field.name}>
                <button
                  type="button"
                  part="problem"
                  onClick={({ currentTarget: { form } }) =>
                    form?.querySelector<HTMLElement>(`[name="${controlName(field)}"]`)?.focus()
                  }
                >
                  {field.label} – {errorOf(field)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

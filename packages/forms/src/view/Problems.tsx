import type { VNode } from 'preact'
import { controlName } from '../answers/answers.ts'
import type { FormSession } from '../form-session.ts'

/** What keeps the form from going on, each with a way to its field; announced as it appears. */
export function Problems({ session }: { session: FormSession }): VNode {
  const { words, fields, errorOf, failed } = session.state()
  const wrong = fields.filter(errorOf)
  return (
    <div role="alert">
      {failed && <p part="problems">{words.failed}</p>}
      {wrong.length > 0 && (
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

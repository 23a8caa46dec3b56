import { useApp } from '../../app-context.ts'
import { Card } from '../../parts/Card.tsx'
import { everyLead, navigate } from '../../router.ts'
import { saveFile } from '../../save-file.ts'
import { useAction } from '../../use-action.ts'
import { forgetLoaded } from '../../use-live.ts'

/** What a person may ask for: a copy of all that is stored about them, and its erasure. */
export function StoredData({ id }: { id: string }) {
  const { api, announce, memory } = useApp()
  const { busy, problem, run } = useAction()

  const save = () =>
    run(async () => {
      saveFile(await api.leadAsJson(id), `${id}.json`)
      announce('The file was saved')
    })
  const erase = () =>
    run(async () => {
      await api.eraseLead(id)
      // Otherwise going back would show the person again.
      forgetLoaded(memory)
      announce('The lead was erased')
      navigate({ view: 'leads', filter: everyLead }, 'replace')
    })

  return (
    <Card title="Stored data">
      <div class="stored">
        <button type="button" disabled={busy} onClick={save}>
          Save everything as JSON
        </button>
        <details>
          <summary>Erase this lead</summary>
          <p class="quiet">
            Their visits, forms and facts are deleted for good, which may take some seconds. If they come
            again, that is a new lead.
          </p>
          <button type="button" disabled={busy} onClick={erase}>
            Erase for good
          </button>
        </details>
        <p class="problem" role="alert">
          {problem}
        </p>
      </div>
    </Card>
  )
}

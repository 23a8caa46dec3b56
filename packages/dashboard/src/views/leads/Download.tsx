import type { LeadFilter } from '../../api.ts'
import { useApp } from '../../app-context.ts'
import { saveFile } from '../../save-file.ts'
import { useAction } from '../../use-action.ts'

/** A button that saves all leads of a list as a CSV file. */
export function Download({ filter }: { filter: LeadFilter }) {
  const { api, announce } = useApp()
  const { busy, problem, run } = useAction()

  const download = () =>
    run(async () => {
      saveFile(await api.leadsAsCsv(filter), `leads-${new Date().toISOString().slice(0, 10)}.csv`)
      announce('The file was saved')
    })

  return (
    <>
      <button type="button" class="download" disabled={busy} onClick={download}>
        {busy ? 'Saving…' : 'Save as CSV'}
      </button>
      <span class="problem" role="alert">
        {problem}
      </span>
    </>
  )
}

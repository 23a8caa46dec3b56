import { useApp } from '../../app-context.ts'
import { useLive } from '../../use-live.ts'

/** Shows that a new scoring model is being prepared, and that the list still uses the previous one; nothing otherwise. */
export function PublicationStatus() {
  const { api, format } = useApp()
  const { data } = useLive('publication', (signal) => api.publication(signal))
  if (data?.phase !== 'preparing') return null
  return (
    <p class="coming" role="status">
      Version {format.count(data.version)} of the scoring model is being prepared: {format.count(data.done)}{' '}
      {data.done === 1 ? 'lead' : 'leads'} done. Until all are, the list goes by the version before.
    </p>
  )
}

import { PageTitle } from '../parts/PageTitle.tsx'

/** Shown for an address that names no view. */
export function NotFound() {
  return (
    <>
      <PageTitle text="Nothing here" />
      <p>
        This address does not name a view. <a href="#/leads">Go to the leads</a>
      </p>
    </>
  )
}

import { Title } from '../parts/Title.tsx'

/** Shown for an address that names no view. */
export function Missing() {
  return (
    <>
      <Title text="Nothing here" />
      <p>
        This address does not name a view. <a href="#/leads">Go to the leads</a>
      </p>
    </>
  )
}

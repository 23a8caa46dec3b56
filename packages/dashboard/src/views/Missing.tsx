import { Title } from '../parts/Title.tsx'

/** An address that names nothing. */
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

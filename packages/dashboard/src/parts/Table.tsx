import type { ComponentChildren } from 'preact'

// Safari forgets what a table is once CSS turns its rows into cards, so the roles are spelled out.

/** A table that turns into cards where the page is narrow. `name` is its CSS class. */
export function Table({
  label,
  name,
  head,
  foot,
  children,
}: {
  label: string
  name: string
  head: ComponentChildren
  foot?: ComponentChildren
  children: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table role="table" aria-label={label} class={name}>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <thead role="rowgroup">
        <Row>{head}</Row>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody role="rowgroup">{children}</tbody>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      {foot && <tfoot role="rowgroup">{foot}</tfoot>}
    </table>
  )
}

export function Row({ children }: { children: ComponentChildren }) {
  // biome-ignore lint/a11y/noRedundantRoles: see above
  return <tr role="row">{children}</tr>
}

/** A column's heading. */
export function HeadCell({
  sort,
  number = false,
  children,
}: {
  sort?: 'ascending' | 'descending' | undefined
  /** A column of numbers. */
  number?: boolean
  children: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <th role="columnheader" scope="col" aria-sort={sort} class={number ? 'number' : undefined}>
      {children}
    </th>
  )
}

/** A cell; `label` is its column's heading, shown beside it on a card. */
export function Cell({
  label,
  number = false,
  children,
}: {
  label: string
  number?: boolean
  children?: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <td role="cell" data-label={label} class={number ? 'number' : undefined}>
      {children}
    </td>
  )
}

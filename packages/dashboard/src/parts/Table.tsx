import type { ComponentChildren } from 'preact'

// Safari drops the semantics of a table when CSS changes its `display`, so the roles are explicit.

/** A table that is laid out as cards on narrow pages. `name` is its CSS class. */
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

/** A row of a table. */
export function Row({ children }: { children: ComponentChildren }) {
  // biome-ignore lint/a11y/noRedundantRoles: see above
  return <tr role="row">{children}</tr>
}

/** The heading of a column. */
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

/** A cell; `label` is the heading of its column, shown beside it on cards. */
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

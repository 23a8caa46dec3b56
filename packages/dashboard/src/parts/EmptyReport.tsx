/** Stands in place of a report without rows, and says what to do. */
export function EmptyReport({ title }: { title: string }) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>
        Choose a longer period, or see <a href="#/setup">how to begin</a>.
      </p>
    </div>
  )
}

/** The product's logo: four panes of leaded glass. */
export function Logo() {
  return (
    <svg class="mark" viewBox="0 0 24 24" aria-hidden="true">
      <path class="pane-1" d="M12 1 22.5 12H12z" />
      <path class="pane-2" d="M12 1 1.5 12H12z" />
      <path class="pane-3" d="M12 23 1.5 12H12z" />
      <path class="pane-4" d="M12 23 22.5 12H12z" />
    </svg>
  )
}

/** Adds a honeypot field, which people neither see nor reach, but robots fill in. Returns the function that reads it. */
export function setTrap(element: Element): () => string {
  const trap = document.createElement('div')
  const input = document.createElement('input')
  trap.hidden = true
  input.name = 'website_address'
  input.tabIndex = -1
  input.autocomplete = 'off'
  trap.append(input)
  element.shadowRoot?.append(trap)
  return () => input.value
}

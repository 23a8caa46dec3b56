/**
 * Puts a field into a form that people neither see nor reach, and robots fill in. Gives the function that reads it.
 */
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

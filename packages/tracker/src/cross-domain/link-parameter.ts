/** In a query: the name, then what stands before and after it. */
const parameter = /([?&])_ll=([^&#]*)(&?)/

/** `href` with the ticket in its query instead of any other; nothing else of it changes. */
export function withParameter(href: string, ticket: string): string {
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(withoutParameter(href)) ?? []
  return `${before}${before.includes('?') ? '&' : '?'}_ll=${ticket}${fragment}`
}

/** Takes the ticket out of the page's address, and returns it; undefined without one. */
export function takeParameter(): string | undefined {
  const ticket = parameter.exec(location.search)?.[2]
  if (ticket !== undefined) history.replaceState(history.state, '', withoutParameter(location.href))
  return ticket
}

/** `href` without any ticket. */
export function withoutParameter(href: string): string {
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(href) ?? []
  let text = before
  for (let last = ''; last !== text; ) {
    last = text
    text = text.replace(parameter, (_, lead, _ticket, next) => (next ? lead : ''))
  }
  return text + fragment
}

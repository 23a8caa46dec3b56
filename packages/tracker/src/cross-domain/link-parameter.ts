/** The ticket in a query, with the separators before and after it. */
const parameter = /([?&])_ll=([^&#]*)(&?)/

/** Adds a ticket to the query of a URL, and removes any other; the rest of the URL is unchanged. */
export function withParameter(href: string, ticket: string): string {
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(withoutParameter(href)) ?? []
  return `${before}${before.includes('?') ? '&' : '?'}_ll=${ticket}${fragment}`
}

/** Removes the ticket from the page's address and returns it; undefined if there is none. */
export function takeParameter(): string | undefined {
  const ticket = parameter.exec(location.search)?.[2]
  if (ticket !== undefined) history.replaceState(history.state, '', withoutParameter(location.href))
  return ticket
}

/** Removes all tickets from the query of a URL. */
export function withoutParameter(href: string): string {
  const [, before = '', fragment = ''] = /^([^#]*)(.*)$/s.exec(href) ?? []
  let text = before
  for (let last = ''; last !== text; ) {
    last = text
    text = text.replace(parameter, (_, lead, _ticket, next) => (next ? lead : ''))
  }
  return text + fragment
}

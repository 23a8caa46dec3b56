/** Where the page's form goes: it stands on the body. */
export const target = document.body.dataset.to

/** Sends values as JSON, the way most applications do; false when the server refused them. */
export async function send(values) {
  const response = await fetch(target, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(values),
  })
  return response.ok
}

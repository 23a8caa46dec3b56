import type { List, SpamItem } from '@leadlight/protocol'
import { expect, it } from 'vitest'
import { fillIn, forms, guide, leadOf, page, site, tracker } from '../served-form-page.ts'

/** The answers of who pressed the button and left before the proof of work was there. */
const unfinished = async (email: string) => {
  const { data } = await site.get<List<SpamItem>>('/api/spam?limit=100')
  return data.filter(({ fields }) => fields.email === email).map(({ reason }) => reason)
}

it.each([
  ['with the tracker', () => tracker()],
  ['without consent to tracking', () => tracker('data-consent="required"')],
])('answers are kept when the page is left before the proof of work is done, %s', async (name, script) => {
  const id = `left-${name.length}`
  const email = `${id}@firm.example`
  await site.save({ ...guide, id, protect: { work: true } })
  // The network is so slow that the program never comes.
  await page.route('**/leadlight-forms.solve-work.js', () => {})
  await page.goto(site.page(`/${id}`, `${script()}${forms()}<leadlight-form form="${id}"></leadlight-form>`))
  await fillIn(email)
  await page.goto(site.page('/next', `${script()}Next`))
  await expect.poll(() => unfinished(email)).toEqual(['no_work'])
})

it('answers are not sent twice when the proof of work is done before the page is left', async () => {
  const id = 'stays'
  const email = 'stays@firm.example'
  await site.save({ ...guide, id, protect: { work: true } })
  await page.goto(site.page(`/${id}`, `${tracker()}${forms()}<leadlight-form form="${id}"></leadlight-form>`))
  await fillIn(email)
  await page.getByText(/Eingegangen/).waitFor()
  await page.goto(site.page('/next', `${tracker()}Next`))
  const { id: lead } = await leadOf(email)
  const { data } = await site.get<List<{ events: { name: string }[] }>>(`/api/leads/${lead}/events`)
  const events = data.flatMap((visit) => visit.events ?? [visit as unknown as { name: string }])
  expect(events.filter((event) => event.name === 'Form Submitted')).toHaveLength(1)
  expect(await unfinished(email)).toEqual([])
})

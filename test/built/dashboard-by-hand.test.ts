import { beforeEach, expect, test } from 'vitest'
import { open } from './dashboard/each-page.ts'
import { signIn, violations } from './dashboard/open-page.ts'

beforeEach(async () => {
  await signIn(open, '#/leads/ada')
})

const card = () => open.page.getByRole('region', { name: 'By hand' })

test('points are given with a name and a reason, with the keyboard alone', async () => {
  await card().getByLabel('Your name').fill('Bob')
  await open.page.keyboard.press('Tab')
  await open.page.keyboard.type('met at the fair')
  await open.page.keyboard.press('Tab')
  await open.page.keyboard.type('12.5')
  await open.page.keyboard.press('Enter')
  await expect.poll(() => open.collector.state.said).toHaveLength(1)
  const [{ path, body }] = open.collector.state.said as [{ path: string; body: object }]
  expect(path).toBe('/api/leads/ada/points')
  expect(body).toEqual({
    points: 12.5,
    author: 'Bob',
    reason: 'met at the fair',
    messageId: expect.stringMatching(/^[\da-f]{32}$/),
  })
  await expect
    .poll(() => open.page.getByRole('status').allTextContents())
    .toContainEqual(expect.stringMatching(/^Done: .* points, /))
  // The name stays for the next time, the reason does not.
  expect(await card().getByLabel('Reason').inputValue()).toBe('')
  expect(open.faults).toEqual([])
})

test('a stage is set, and returned to the model', async () => {
  for (const [label, stage] of [
    ['Customer', 'customer'],
    ['As the model says', null],
  ] as const) {
    await card().getByLabel('Your name').fill('Bob')
    await card().getByLabel('Reason').fill('signed')
    await card().getByLabel('Stage').selectOption(label)
    await card().getByRole('button', { name: 'Set stage' }).click()
    await expect
      .poll(() => open.collector.state.said.at(-1))
      .toMatchObject({ path: '/api/leads/ada/stage', body: { stage, author: 'Bob' } })
  }
})

test('an owner is set, and taken away', async () => {
  for (const [written, owner] of [
    ['Priya', 'Priya'],
    ['', null],
  ] as const) {
    await card().getByLabel('Your name').fill('Bob')
    await card().getByLabel('Reason').fill('her region')
    await card().getByLabel('Owner').fill(written)
    await card().getByRole('button', { name: 'Set owner' }).click()
    await expect
      .poll(() => open.collector.state.said.at(-1))
      .toMatchObject({ path: '/api/leads/ada/owner', body: { owner, author: 'Bob' } })
  }
})

test('nothing is sent without a reason or points, and errors of the collector are shown', async () => {
  await card().getByLabel('Your name').fill('Bob')
  await card().getByLabel('Points').fill('5')
  await card().getByRole('button', { name: 'Give points' }).click()
  await card().getByLabel('Reason').fill('x')
  await card().getByLabel('Points').fill('')
  await card().getByRole('button', { name: 'Give points' }).click()
  await card().getByText('Enter points, with a minus sign to take some.').waitFor()
  expect(open.collector.state.said).toEqual([])
  open.collector.state.down = true
  await card().getByLabel('Points').fill('5')
  await card().getByRole('button', { name: 'Give points' }).click()
  await card().getByText('The collector is busy.').waitFor()
})

test('axe-core finds no problem', async () => {
  expect(await violations(open)).toEqual([])
})

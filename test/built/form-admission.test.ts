import { chromium } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { browserFlags, requireBrowser } from '../browser.ts'
import { fillIn, forms, guide, leadOf, page, policy, said, site, tracker } from '../served-form-page.ts'

describe('a form with a puzzle for robots', () => {
  const nonced = (script: string) => script.replace('<script', '<script nonce="n1"')
  it.each<[string, () => string, (text: string) => string, number, number]>([
    ['in a worker, where the policy allows one', () => `${policy()}; worker-src blob:`, (text) => text, 1, 0],
    ['on the page, where the policy knows none', () => policy(), (text) => text, 0, 1],
    [
      'on the page, when that is asked for',
      () => policy(),
      (text) => text.replace('form=', 'work="page" form='),
      0,
      0,
    ],
    [
      'on the page, under a policy with nonces, which is told of nothing',
      () =>
        `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src ${site.collector}; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'`,
      (text) => text.split('</script>').map(nonced).join('</script>'),
      0,
      0,
    ],
  ])('solves it %s', async (name, rules, change, workers, reports) => {
    const id = `guarded-${name.length}`
    await site.save({ ...guide, id, protect: { work: true, seconds: 0.2 } })
    let seen = 0
    page.on('worker', () => seen++)
    const body = change(`${tracker()}${forms()}<leadlight-form form="${id}"></leadlight-form>`)
    await page.goto(site.page(`/${id}`, body, rules()))
    await fillIn(`${id}@firm.example`)
    await page.getByText(/Eingegangen/).waitFor()
    expect((await leadOf(`${id}@firm.example`)).score).toBeGreaterThan(0)
    expect([seen, said.length]).toEqual([workers, reports])
  })

  it('solves it on plain http, where browsers have no hash function', async () => {
    await site.save({ ...guide, id: 'insecure', protect: { work: true } })
    const flags = [...browserFlags, '--host-resolver-rules=MAP site.example 127.0.0.1']
    const other = await chromium.launch({ executablePath: requireBrowser(), args: flags })
    const insecure = await other.newPage({ locale: 'de-DE' })
    const body = `${tracker()}${forms()}<leadlight-form form="insecure"></leadlight-form>`
    const { port } = new URL(site.page('/insecure', body))
    await insecure.goto(`http://site.example:${port}/insecure`)
    expect(await insecure.evaluate(() => crypto.subtle === undefined)).toBe(true)
    const form = insecure.locator('leadlight-form')
    await form.getByLabel('E-mail').fill('plain-http@firm.example')
    await form.getByLabel('Send me').check()
    await form.getByRole('button').click()
    await insecure.getByText(/Eingegangen/).waitFor()
    expect((await leadOf('plain-http@firm.example')).score).toBeGreaterThan(0)
    await other.close()
  })
})

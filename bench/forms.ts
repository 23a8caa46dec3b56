import { launchBrowser } from '../test/browser.ts'
import { startFormSite } from '../test/form-site.ts'
import { median } from './median.ts'

const labelled = '<label>Company <input name="company" value="Ilaria"></label>'
const unlabelled = '<p>Company name</p><div><input name="company" value="Ilaria"></div>'

const forms: [name: string, fields: string][] = [
  ['ten fields', '<label>What do you need? <input name="q" value="Some words"></label>'.repeat(10)],
  ['5,000 fields with labels', labelled.repeat(5_000)],
  ['5,000 fields without labels', unlabelled.repeat(5_000)],
  ['a text of 10 MB', '<textarea id="big" name="big" data-leadlight-allow></textarea>'],
]

/** How long the page waits for form capture when a form is submitted: the first time, and later. */
export async function run({ runs = 5 }: { runs?: number }): Promise<void> {
  const browser = await launchBrowser()
  const site = await startFormSite()
  try {
    for (const [name, fields] of forms) {
      const samples: number[][] = []
      for (let count = 0; count < runs; count++) {
        const page = await browser.newPage()
        await page.goto(
          site.page(
            `/${samples.length}-${encodeURIComponent(name)}`,
            `<form id="f">${fields}<input name="email"></form>`,
          ),
        )
        // The tracker has looked at the page by then.
        await page.waitForTimeout(700)
        samples.push(await page.evaluate(submitTwice))
        await page.close()
      }
      const [first, second] = [0, 1].map((turn) =>
        median(samples.map((sample) => sample[turn] ?? 0)).toFixed(1),
      )
      console.log(`${name}: ${first} ms the first time, ${second} ms the second`)
    }
  } finally {
    await browser.close()
    await site.close()
  }
}

/** Runs on the page. */
function submitTwice(): number[] {
  const [form] = document.forms
  const big = document.querySelector('textarea')
  if (big) big.value = 'We need 20 seats. '.repeat(600_000)
  const email = document.querySelector<HTMLInputElement>('[name=email]')
  return ['asha@example.com', 'asha.rao@example.com'].map((address) => {
    if (email) email.value = address
    const before = performance.now()
    form?.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true }))
    return performance.now() - before
  })
}

import type { FormDefinition } from '@leadlight/protocol'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../test/browser.ts'
import { startServedFormsSite } from '../test/served-forms-site.ts'
import { median } from './median.ts'
import { readCpuMs, readLongestTaskMs, readTaskMs } from './tracker/measures/main-thread.ts'

/** What a page costs its visitor. */
interface Cost {
  /** CPU of the main thread until 1.5 s after `load`, not throttled: whatever else the machine does does not count. */
  cpuMs: number
  /** Tasks of the main thread by the clock until then, throttled. */
  taskMs: number
  /** 0 when there was none of 50 ms or more. */
  longestTaskMs: number
  /** When there was a form, or on the empty page its heading, counted from the beginning of the navigation. */
  shownMs: number
  requests: number
}

const THROTTLE = 4

const form: FormDefinition = {
  id: 'contact',
  title: 'Write to us',
  fields: [
    { type: 'text', name: 'name', label: 'Your name', autocomplete: 'name', required: true },
    { type: 'email', name: 'email', label: 'E-mail', required: true },
    { type: 'select', name: 'topic', label: 'About', options: ['Prices', 'Support', 'Something else'] },
    { type: 'textarea', name: 'message', label: 'Message', required: true },
    { type: 'consent', name: 'news', label: 'Send me news.' },
  ],
}
const plain = `<form><h2>Write to us</h2><p><label>Your name <input name="name" autocomplete="name"></label>
<p><label>E-mail <input name="email" type="email"></label>
<p><label>About <select name="topic"><option>Prices<option>Support<option>Something else</select></label>
<p><label>Message <textarea name="message"></textarea></label>
<p><label><input type="checkbox" name="news"> Send me news.</label><p><button>Send</button></form>`

/** Load time and cost of a form on a page, with the CPU throttled four times, beside pages without: each in turn, in a new context. */
export async function run({ runs = 9 }: { runs?: number }): Promise<void> {
  const browser = await launchBrowser()
  const site = await startServedFormsSite()
  try {
    await site.save(form)
    const tracker = `<script defer src="${site.collector}/leadlight.js" data-write-key="wk"></script>`
    const inline = JSON.stringify(form).replaceAll('<', '\\u003c')
    const bodies = {
      'an empty page': '',
      'with a plain form, no script at all': plain,
      'with the tracker': tracker,
      'with the tracker and a plain form': tracker + plain,
      'with the tracker and a form of the page': `${tracker}<leadlight-form><script type="application/json">${inline}</script></leadlight-form>`,
      'with the tracker and a form of the collector': `${tracker}<leadlight-form form="contact"></leadlight-form>`,
    }
    const pages = Object.entries(bodies).map(([name, body], index) => ({
      name,
      address: site.page(`/${index}`, `<h1>A page</h1>${'<p>Some words about the offer.'.repeat(30)}${body}`),
      costs: [] as Cost[],
    }))
    for (let turn = 0; turn <= runs; turn++)
      for (const { address, costs } of pages) {
        const { cpuMs } = await load(browser, address, 1)
        const throttled = await load(browser, address, THROTTLE)
        // The first turn warms caches of browser and collector.
        if (turn > 0) costs.push({ ...throttled, cpuMs })
      }
    console.log(
      `Medians of ${runs} loads each, in turn, in milliseconds; all but CPU at ${THROTTLE}× throttling\n`,
    )
    console.log(
      '| page | CPU, not throttled | tasks | longest task | shown after | requests |\n|---|---|---|---|---|---|',
    )
    for (const { name, costs } of pages) {
      const of = (key: keyof Cost) => median(costs.map((cost) => cost[key])).toFixed(0)
      console.log(
        `| ${name} | ${of('cpuMs')} | ${of('taskMs')} | ${of('longestTaskMs')} | ${of('shownMs')} | ${of('requests')} |`,
      )
    }
  } finally {
    await browser.close()
    await site.close()
  }
}

async function load(browser: Browser, address: string, rate: number): Promise<Cost> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    let requests = 0
    page.on('request', (request) => {
      if (request.method() === 'GET') requests++
    })
    await page.addInitScript(noteWhenShown)
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable')
    await session.send('Emulation.setCPUThrottlingRate', { rate })
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForTimeout(1_500)
    return {
      cpuMs: await readCpuMs(session),
      taskMs: await readTaskMs(session),
      longestTaskMs: await readLongestTaskMs(page),
      shownMs: await page.evaluate(() => (window as unknown as { shownAt: number }).shownAt),
      requests,
    }
  } finally {
    await context.close()
  }
}

/** Runs on the page: looks once a frame until what is waited for is there. */
function noteWhenShown(): void {
  const look = () => {
    const own = document.querySelector('leadlight-form')
    const shown =
      own === null ? document.querySelector('form') : own.shadowRoot?.querySelector('[part=button]')
    const ready =
      document.readyState === 'complete' && own === null && document.querySelector('form') === null
    if (shown || ready) Object.assign(window, { shownAt: performance.now() })
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

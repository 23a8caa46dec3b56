import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bundlePage } from '../bundle-page.ts'
import { createFormBrowser } from '../form-browser.ts'

const { site, newPage } = createFormBrowser()

/** Paths of the page views that arrived, in the order they happened. */
const views = () => site().paths()

const h1 = (page: Page, text: string) => page.locator('h1', { hasText: text }).waitFor()

/** Clicks through an application; each step waits for the page it leads to. */
async function walk(page: Page, steps: [link: string, heading: string][]): Promise<void> {
  for (const [link, heading] of steps) {
    await page.getByText(link, { exact: true }).click()
    await h1(page, heading)
    await page.waitForTimeout(50)
  }
}

/** Leaves the page, and waits for what it told, and for something too much. */
async function leave<Told>(page: Page, told: () => Told, expected: Told): Promise<void> {
  await page.goto('about:blank')
  await expect.poll(told).toEqual(expected)
  await page.waitForTimeout(300)
  expect(told()).toEqual(expected)
}

describe.each([
  ['React Router', 'react-router.jsx'],
  ['Vue Router', 'vue-router.js'],
])('%s', (_, file) => {
  test('sends one page view for each change of path, and none for query, fragment or the same path', async () => {
    const code = await bundlePage(`test/single-page-apps/${file}`)
    const page = await newPage()
    await page.goto(site().page('/start', `<div id="app"></div><script>${code}</script>`))
    await h1(page, '/start')
    await walk(page, [
      ['Pricing', '/pricing'],
      ['Pricing', '/pricing'],
      ['Seats', '/pricing'],
      ['Questions', '/pricing'],
      ['About', '/about'],
      // A redirect is one page view, that of where it leads.
      ['Old', '/new'],
      ['Replace', '/replaced'],
    ])
    await page.goBack()
    await h1(page, '/about')
    await page.goBack()
    await h1(page, '/pricing')
    await page.waitForTimeout(50)
    await page.goForward()
    await h1(page, '/about')
    await page.waitForTimeout(50)
    const all = ['/start', '/pricing', '/about', '/new', '/replaced', '/about', '/pricing', '/about']
    await leave(page, views, all)
  })

  test('sends at most two page views for a redirect, and the last one is right', async () => {
    const code = await bundlePage(`test/single-page-apps/${file}`)
    const page = await newPage()
    await page.goto(site().page('/start', `<div id="app"></div><script>${code}</script>`))
    await walk(page, [['Moved', '/about']])
    await leave(page, () => views().filter((path) => path !== '/moved'), ['/start', '/about'])
  })
})

test('an app that intercepts navigation gets each page view with its title', async () => {
  const intercept = `addEventListener('navigate', (event) => {
    if (event.canIntercept) event.intercept({ handler: async () => { document.title = location.pathname } })
  })`
  const page = await newPage()
  await page.goto(
    site().page(
      '/start',
      `<title>/start</title><a href="/next">Next</a><script>navigation.${intercept}</script>`,
    ),
  )
  await page.waitForTimeout(1_100)
  await page.click('a')
  await page.waitForTimeout(1_100)
  await page.goBack()
  await page.waitForTimeout(1_100)
  await leave(page, views, ['/start', '/next', '/start'])
  expect(site().titles().slice(1)).toEqual(['/next', '/start'])
})

test('a page view has the title of its own page, which React sets after the URL', async () => {
  const code = await bundlePage('test/single-page-apps/react-router.jsx')
  const page = await newPage()
  await page.goto(site().page('/start', `<div id="app"></div><script>${code}</script>`))
  for (const link of ['Pricing', 'About']) {
    await page.waitForTimeout(1_100)
    await page.getByText(link, { exact: true }).click()
  }
  await h1(page, '/about')
  // Left within its first second.
  await leave(page, () => site().titles(), ['Title of /start', 'Title of /pricing', 'Title of /about'])
})

test('a page view has the title of its own page, however late it comes or soon it is left', async () => {
  const page = await newPage()
  await page.goto(
    site().page(
      '/start',
      `<script>
        const show = (path, wait) => {
          history.pushState(null, '', path)
          setTimeout(() => { document.title = path }, wait)
        }
      </script>`,
    ),
  )
  await page.waitForTimeout(1_100)
  await page.evaluate('show("/late", 1800)')
  await page.waitForTimeout(2_400)
  await page.evaluate('show("/soon", 100)')
  await page.waitForTimeout(500)
  await page.evaluate('show("/last", 100)')
  await page.waitForTimeout(200)
  await leave(page, () => site().titles(), ['Form', '/late', '/soon', '/last'])
})

describe.each([
  ['htmx 4', 'htmx.js'],
  ['htmx 2', 'htmx-2.js'],
  ['Turbo', 'turbo.js'],
])('%s, loading pages by script,', (_, file) => {
  test('gets one page view for each page, and the script runs once', async () => {
    const code = await bundlePage(`test/single-page-apps/${file}`)
    const links = `<nav><a href="/first">First</a> <a href="/second">Second</a> <a href="/second#more">More</a></nav>`
    const write = (path: string) =>
      site().page(
        path,
        `<script>${code}</script><body hx-boost="true">${links}<h1>${path}</h1><p id="more">More to read</p>`,
      )
    write('/first')
    write('/second')
    const page = await newPage()
    await page.goto(write('/start'))
    await walk(page, [
      ['First', '/first'],
      ['Second', '/second'],
      ['More', '/second'],
      ['First', '/first'],
    ])
    await page.goBack()
    await h1(page, '/second')
    await page.waitForTimeout(100)
    await leave(page, views, ['/start', '/first', '/second', '/first', '/second'])
  })
})

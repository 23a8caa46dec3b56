import { describe, expect, test } from 'vitest'
import { keepScreenshot } from '../screenshot.ts'
import { open, reopen } from './dashboard/each-page.ts'
import { hostileSetup } from './dashboard/hostile-setup.ts'
import { hostile, mallory } from './dashboard/leads.ts'
import { desktop, focused, leave, signIn, unfold, violations } from './dashboard/open-page.ts'
import { SECRET_KEY } from './dashboard/stub-collector.ts'

const phone = { width: 360, height: 740 }
const tablet = { width: 768, height: 1024 }
const views = {
  leads: '#/leads',
  lead: '#/leads/ada',
  hostile: `#/leads/${encodeURIComponent(mallory.id)}`,
  funnel: '#/funnel',
  sources: '#/sources',
  content: '#/content?sort=-leadsBefore',
  forms: '#/forms',
  rejected: '#/rejected',
  setup: '#/setup',
  missing: '#/nowhere',
  'no match': '#/leads?q=nobody',
}

describe('for everybody', () => {
  test('works with the keyboard alone, and the focus follows', async () => {
    await open.page.goto(open.collector.url)
    await open.page.locator('#secret-key:focus').waitFor()
    await open.page.keyboard.type(SECRET_KEY)
    await open.page.keyboard.press('Enter')
    await open.page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
    await open.page.keyboard.press('Tab')
    expect(await focused(open)).toBe('Skip to content')
    await open.page.keyboard.press('Enter')
    for (let presses = 0; presses < 12 && (await focused(open)) !== 'Ada Lovelace'; presses++)
      await open.page.keyboard.press('Tab')
    await open.page.keyboard.press('Enter')
    await open.page.getByRole('heading', { level: 1, name: 'Ada Lovelace' }).waitFor()
    expect(await open.page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await open.page.goBack()
    await open.page.getByRole('heading', { level: 1, name: 'Leads' }).waitFor()
    expect(await focused(open)).toBe('Ada Lovelace')
  })

  test('scripts in any field stay text', async () => {
    for (const hash of [
      views.leads,
      views.hostile,
      views.sources,
      views.content,
      views.forms,
      views.rejected,
      views.setup,
    ]) {
      open.collector.state.setup = hostileSetup
      await signIn(open, hash)
      await unfold(open, 100)
      expect(await open.page.getByText(hostile).count()).toBeGreaterThan(0)
      expect(await open.page.evaluate(() => 'pwned' in window)).toBe(false)
      expect(
        await open.page.locator('main script, main img, main [onerror], [href^="javascript"]').count(),
      ).toBe(0)
      await leave(open)
    }
    expect(open.faults).toEqual([])
  })

  test('nothing is cut off at 400 % zoom or from right to left', async () => {
    for (const [name, viewport] of Object.entries({ zoomed: { width: 320, height: 256 }, wide: desktop })) {
      await open.page.setViewportSize(viewport)
      for (const hash of [views.leads, views.lead]) {
        await signIn(open, hash)
        for (const dir of ['ltr', 'rtl']) {
          await open.page.locator('html').evaluate((html, value) => html.setAttribute('dir', value), dir)
          const width = await open.page.evaluate(() => document.documentElement.scrollWidth)
          expect(width, `${name} ${hash} ${dir}`).toBeLessThanOrEqual(viewport.width)
          await keepScreenshot(open.page, `${name} ${hash.replaceAll(/\W/g, '')} ${dir}`)
        }
        await leave(open)
      }
    }
  })

  test('names can be read, and nothing overflows, at every width of a tablet', async () => {
    await signIn(open)
    for (const width of [737, tablet.width, 820, 1000]) {
      await open.page.setViewportSize({ ...tablet, width })
      for (const hash of Object.values(views)) {
        await open.page.evaluate((to) => {
          location.hash = to
        }, hash)
        await open.page.getByText('Loading').first().waitFor({ state: 'detached' })
        const wide = await open.page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide, `${hash} at ${width}`).toBeLessThanOrEqual(width)
      }
      for (const hash of [views.leads, views.content]) {
        await open.page.evaluate((to) => {
          location.hash = to
        }, hash)
        const name = open.page.locator('tbody .pair').first()
        expect((await name.boundingBox())?.width, `${hash} at ${width}`).toBeGreaterThan(75)
        if (width === tablet.width) await keepScreenshot(open.page, `tablet ${hash.replaceAll(/\W/g, '')}`)
      }
    }
  })

  test('says when the browser is offline, and continues when it is back', async () => {
    await signIn(open)
    await open.context.setOffline(true)
    await open.page.getByRole('alert').filter({ hasText: 'You are offline.' }).waitFor()
    await open.context.setOffline(false)
    await open.page.getByText('You are offline.').waitFor({ state: 'detached' })
    expect(await open.page.getByRole('link', { name: 'Ada Lovelace' }).count()).toBe(1)
  })

  test('the checks of this file find markup, policy violations and missing labels (negative control)', async () => {
    await signIn(open)
    await open.page.locator('main').evaluate((main, markup) => {
      main.innerHTML += `${markup}<input>`
    }, hostile)
    expect(await open.page.locator('main script, main img').count()).toBe(2)
    expect((await violations(open)).join()).toMatch(/label|image-alt/)
    expect(open.faults.join()).toContain('policy: script-src')
  })

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries({ desktop, phone })) {
      test(`axe finds nothing, and nothing overflows: ${colorScheme}, ${size}`, async () => {
        await reopen({ viewport, colorScheme, reducedMotion: 'reduce' })
        await signIn(open)
        for (const [name, hash] of Object.entries(views)) {
          await open.page.evaluate((to) => {
            location.hash = to
          }, hash)
          await open.page.getByText('Loading').first().waitFor({ state: 'detached' })
          await unfold(open, 2)
          expect(await violations(open), name).toEqual([])
          expect(
            await open.page.evaluate(() => document.documentElement.scrollWidth),
            name,
          ).toBeLessThanOrEqual(viewport.width)
          await keepScreenshot(open.page, `${name} ${size} ${colorScheme}`)
        }
        expect(open.faults).toEqual([])
      })
    }
  }
})

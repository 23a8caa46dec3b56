import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { sharedBrowser } from '../shared-browser.ts'
import { root } from '../source-tree.ts'

const browser = sharedBrowser()

const app = `
  import { render, h } from 'preact'
  import { LeadForm } from '@leadlight/forms'
  globalThis.sent = []
  const tracker = { track: (event) => sent.push(event) }
  const definition = {
    id: 'letter',
    fields: [{ type: 'email', name: 'email', label: 'E-mail', required: true }],
    success: { message: 'Thank you!' },
  }
  render(h('main', null, h(LeadForm, { definition, tracker })), document.body)
`

/** The app, bundled with the given Preact for everything, or for everything but the form. */
async function bundle(preact: string, ofForm = preact): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: app, resolveDir: root },
    bundle: true,
    write: false,
    plugins: [
      {
        name: 'preact',
        setup(build) {
          build.onResolve({ filter: /^preact($|\/)/ }, ({ path, importer, pluginData }) => {
            if (pluginData === 'renamed') return null
            const name = /packages\/forms|node_modules\/preact\//.test(importer) ? ofForm : preact
            const renamed = path.replace(/^preact/, name)
            return build.resolve(renamed, {
              resolveDir: root,
              kind: 'import-statement',
              pluginData: 'renamed',
            })
          })
        },
      },
    ],
  })
  return outputFiles[0]?.text ?? ''
}

/** Opens the app in a browser; the exceptions of the page. */
async function open(script: string) {
  const page = await browser().newPage()
  const exceptions: string[] = []
  page.on('pageerror', (error) => exceptions.push(error.message))
  await page.setContent('<body></body>')
  await page.addScriptTag({ content: script })
  return { page, exceptions }
}

test.each(['preact', 'preact-10'])('LeadForm works in an app of %s', async (preact) => {
  const { page, exceptions } = await open(await bundle(preact))
  await page.getByLabel('E-mail').fill('ada@example.com')
  await page.getByRole('button').click()
  await page.getByText('Thank you!').waitFor()
  expect(await page.evaluate('sent')).toEqual(['Form Viewed', 'Form Started', 'Form Submitted'])
  expect(exceptions).toEqual([])
  await page.close()
})

test('fails where the form has another Preact than its app (negative control)', async () => {
  const { page, exceptions } = await open(await bundle('preact-10', 'preact'))
  await expect.poll(() => exceptions.length).toBeGreaterThan(0)
  await page.close()
})

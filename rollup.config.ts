import { basename, resolve as resolvePath } from 'node:path'
import resolve from '@rollup/plugin-node-resolve'
import terser, { type Options } from '@rollup/plugin-terser'
import type { Plugin, RollupOptions } from 'rollup'

/**
 * A script of another origin has no address of its own to load files from (HTML, 8.1.4.2: its base URL is about:blank), so
 * files beside it are loaded from where its tag says it lies. Loaded as a module, it has one.
 */
const besideTheScript: Plugin = {
  name: 'beside-the-script',
  renderDynamicImport: ({ format }) => (format === 'iife' ? { left: 'import(beside(', right: '))' } : null),
  renderChunk: (code, _chunk, { format }) =>
    format === 'iife' && code.includes('import(beside(')
      ? {
          code: code.replace(
            /^\(function \(\) \{\s*'use strict';/,
            '$&const beside=(s=>p=>s?new URL(p,s.src).href:p)(document.currentScript);',
          ),
          map: null,
        }
      : null,
}

/** Two words for the same cost more than one, once compressed; the compiler has checked who assigns to what. Columns stay. */
const oneWordForVariables: Plugin = {
  name: 'one-word-for-variables',
  renderChunk: (code) => ({ code: code.replace(/\bconst (?=[\w$[{])/g, 'let   '), map: null }),
}

/** How a bundle is made smaller. */
type Compress = Exclude<Options['compress'], boolean | undefined>

/** `tsc -b` compiles, this only bundles what it wrote: packages are taken as their users get them, without `source`. */
const bundle = (
  input: string,
  file: string,
  format: 'iife' | 'es',
  compress: Compress = {},
  preamble = '',
): RollupOptions => ({
  input,
  // No server has the maps: each page that is looked into would ask for them.
  output: { file, format, sourcemap: 'hidden', ...(format === 'iife' && { inlineDynamicImports: true }) },
  plugins: [
    resolve({ browser: true, exportConditions: ['module', 'import', 'default'] }),
    besideTheScript,
    oneWordForVariables,
    terser({
      ecma: 2020,
      module: true,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true, ...compress },
      format: { comments: false, preamble },
    }),
  ],
  onLog(level, log, handle) {
    // A package that was not found would be left out with a mere warning.
    handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log)
  },
})

/** What the tracker's script fetches only where it is asked for: to debug, to go between domains, to draw forms. */
const debugFile = resolvePath('packages/tracker/dist/debug/start-debug.js')
const crossDomainFile = resolvePath('packages/tracker/dist/cross-domain/cross-domain-script.js')

/**
 * Puts texts together by `+`, for what is put into them has no `valueOf` of its own, which saves thirty bytes a script; and joins lists of
 * words while it bundles.
 */
const plainText: Compress = { unsafe: true }

/** Functions first, too: fifty bytes less for the tracker, but eighty more for the forms. */
const functionsFirst: Compress = { ...plainText, hoist_funs: true }

/**
 * Has Chromium compile the script beside the main thread while it arrives, instead of a function at a time as each is called first: a
 * third of what starting takes. https://github.com/WICG/explicit-javascript-compile-hints-file-based
 */
const compileAtOnce = '//# allFunctionsCalledOnLoad'

function trackerScript(): RollupOptions {
  const file = 'dist/leadlight.js'
  const options = bundle('packages/tracker/dist/script.js', file, 'iife', functionsFirst, compileAtOnce)
  const paths = {
    [debugFile]: './leadlight-debug.js',
    [crossDomainFile]: './leadlight-cross-domain.js',
    'leadlight-forms.js': './leadlight-forms.js',
  }
  return { ...options, external: Object.keys(paths), output: { ...options.output, paths } }
}

/** Small scripts for pages without a bundler, each for those who need it. */
const smallScripts = {
  'leadlight-cross-domain': 'cross-domain/cross-domain-script',
  'leadlight-server-cookie': 'server-cookie/server-cookie-script',
  'leadlight-tcf': 'consent-adapters/tcf-script',
  'leadlight-google-consent': 'consent-adapters/google-consent-script',
}

/** What lies in files beside the forms' script, each loaded where it is needed: the words of languages but English, and more. */
const formParts = [
  ...['ar', 'bn', 'de', 'es', 'fr', 'hi', 'ja', 'pt', 'zh'].map((language) => `strings/${language}`),
  'display/present',
  'extras',
  'served/served',
  'served/solve-work',
].map((part) => resolvePath(`packages/forms/dist/${part}.js`))

function formsScript(input: string, file: string, format: 'iife' | 'es'): RollupOptions {
  const options = bundle(input, file, format, plainText)
  const paths = (id: string) => `./leadlight-forms.${basename(id)}`
  const external = formParts.filter((part) => part !== input)
  return { ...options, external, output: { ...options.output, paths } }
}

export default [
  trackerScript(),
  bundle(debugFile, 'dist/leadlight-debug.js', 'es', plainText),
  ...Object.entries(smallScripts).map(([name, path]) =>
    bundle(`packages/tracker/dist/${path}.js`, `dist/${name}.js`, 'iife'),
  ),
  formsScript('packages/forms/dist/script.js', 'dist/leadlight-forms.js', 'iife'),
  ...formParts.map((part) => formsScript(part, `dist/leadlight-forms.${basename(part)}`, 'es')),
  bundle('packages/dashboard/dist/main.js', 'packages/dashboard/dist/app/dashboard.js', 'es'),
]

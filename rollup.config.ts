import { existsSync } from 'node:fs'
import resolve from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import type { RollupOptions } from 'rollup'

/** `tsc -b` compiles, this only bundles what it wrote: packages are taken as their users get them, without `source`. */
const bundle = (input: string, file: string, format: 'iife' | 'es'): RollupOptions => ({
  input,
  output: { file, format, sourcemap: true, ...(format === 'iife' && { inlineDynamicImports: true }) },
  plugins: [
    resolve({ browser: true, exportConditions: ['module', 'import', 'default'] }),
    terser({
      ecma: 2020,
      module: true,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true },
      format: { comments: false },
    }),
  ],
  onLog(level, log, handle) {
    // A package that was not found would be left out with a mere warning.
    handle(log.code === 'UNRESOLVED_IMPORT' ? 'error' : level, log)
  },
})

const formsScript = 'packages/forms/dist/script.js'

export default [
  bundle('packages/tracker/dist/script.js', 'dist/leadlight.js', 'iife'),
  ...(existsSync(formsScript) ? [bundle(formsScript, 'dist/leadlight-forms.js', 'iife')] : []),
  bundle('packages/dashboard/dist/main.js', 'packages/dashboard/dist/app/dashboard.js', 'es'),
]

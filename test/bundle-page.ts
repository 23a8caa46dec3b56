import { readFileSync } from 'node:fs'
import { build, type Plugin } from 'esbuild'
import { compile } from 'svelte/compiler'
import { root } from './source-tree.ts'

/** Svelte's components are compiled by its own compiler, as its bundler plug-ins do. */
const svelte: Plugin = {
  name: 'svelte',
  setup({ onLoad }) {
    onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js } = compile(readFileSync(path, 'utf8'), { filename: path, generate: 'client' })
      return { contents: js.code, loader: 'js' }
    })
  },
}

/** A page's script with the packages it imports, as its developer would ship it: minified, for production. */
export async function bundlePage(path: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${root}${path}`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    jsxImportSource: 'react',
    tsconfigRaw: {},
    conditions: ['browser', 'production'],
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [svelte],
    logLevel: 'error',
  })
  return outputFiles[0]?.text ?? ''
}

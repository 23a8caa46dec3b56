import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Library } from './library.ts'

/** The scripts that a library puts on a page. */
export interface Bundle {
  /** By file name, under `/assets/`. */
  files: Map<string, Buffer>
  /** Markup for the page's head. */
  head(collectorUrl: string): string
}

/** No library at all: what the same page costs without one. */
export const emptyBundle: Bundle = { files: new Map(), head: () => '' }

/**
 * Bundles a peer as a site would: minified, with its dynamic imports in chunks of their own. Ours is taken as it was built.
 *
 * @throws when esbuild fails or there is no build of ours
 */
export async function bundleLibrary(library: Library): Promise<Bundle> {
  if (library.head) {
    const script = readFileSync(new URL('../../dist/leadlight.js', import.meta.url))
    return { files: new Map([['leadlight.js', script]]), head: library.head }
  }
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const { outputFiles } = await build({
    stdin: { contents: library.setUp ?? '', resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    entryNames: library.id,
    outdir: 'assets',
    write: false,
    logLevel: 'error',
  })
  return {
    files: new Map(outputFiles.map(({ path, contents }) => [basename(path), Buffer.from(contents)])),
    head: (collectorUrl) => `<script>window.collectorUrl = '${collectorUrl}'</script>
<script type="module" src="/assets/${library.id}.js"></script>`,
  }
}

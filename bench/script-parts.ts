import { basename } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { type Plugin, rollup } from 'rollup'
import configurations from '../rollup.config.ts'

/**
 * What each source file of `dist/leadlight.js` weighs in brotli: what the script would lose without it. Files share words, so
 * that the figures overlap and do not add up; equivalent edits move them by about 30 bytes.
 */
export async function run(): Promise<void> {
  const whole = await weigh()
  const weights = await Promise.all(
    whole.files.map(async (file) => ({ file, bytes: whole.bytes - (await weigh(file)).bytes })),
  )
  console.log(`| source file | bytes of ${whole.bytes} |\n|---|---|`)
  for (const { file, bytes } of weights.sort((a, b) => b.bytes - a.bytes))
    console.log(
      `| ${file
        .replace(/^.*\/(packages|node_modules)\//, '')
        .replace('/dist/', '/src/')
        .replace(/js$/, 'ts')} | ${bytes} |`,
    )
}

/** The script as it is built, or without one file, whose exports are then just names. */
async function weigh(without?: string): Promise<{ bytes: number; files: string[] }> {
  const options = configurations.find(({ output }) => {
    const file = output && 'file' in output ? output.file : undefined
    return file !== undefined && basename(file) === 'leadlight.js'
  })
  if (!options?.output || Array.isArray(options.output))
    throw new Error('rollup.config.ts makes no leadlight.js')
  const plugins = [emptying(without), options.plugins]
  const bundle = await rollup({ ...options, plugins, onLog: () => {} })
  const { output } = await bundle.generate({ ...options.output, sourcemap: false })
  const files = Object.keys(output[0].modules).filter((file) => !file.endsWith('/script.js'))
  return { bytes: brotliCompressSync(output[0].code).length, files }
}

function emptying(file: string | undefined): Plugin {
  return {
    name: 'emptying',
    transform(code, id) {
      if (id !== file) return null
      const declared = code.matchAll(/^export (?:async )?(?:function\*?|const|let|class) (\w+)/gm)
      const listed = code.matchAll(/^export \{([^}]*)\}/gm)
      const names = [
        ...[...declared].map(([, name = '']) => name),
        ...[...listed].flatMap(([, list = '']) =>
          list.split(',').map((name) => name.trim().split(' ').at(-1) ?? ''),
        ),
      ]
      const stubs = names
        .filter((name) => name !== '')
        .map((name) => `export const ${name} = globalThis.none`)
      return { code: stubs.join('\n'), map: null }
    },
  }
}

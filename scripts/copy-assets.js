/** Puts the scripts for other people's pages into the `leadlight` package, which serves and ships them. */
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

const assets = 'packages/server/assets'
rmSync(assets, { recursive: true, force: true })
mkdirSync(assets)
for (const name of readdirSync('dist').filter((name) => name.endsWith('.js')))
  cpSync(`dist/${name}`, `${assets}/${name}`)

/** Puts the scripts for other people's pages into the `leadlight` package, which serves and ships them. */
import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('..', import.meta.url)
for (const name of ['leadlight.js', 'leadlight-forms.js']) {
  cpSync(
    fileURLToPath(new URL(`dist/${name}`, root)),
    fileURLToPath(new URL(`packages/server/assets/${name}`, root)),
  )
}

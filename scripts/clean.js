/** Deletes everything that a build or a test run made; node_modules and the demo's data stay. */
import { readdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const made = readdirSync('packages').flatMap((name) => [`packages/${name}/dist`, `packages/${name}/assets`])
for (const path of ['dist', 'coverage', '.cache', ...made]) rmSync(path, { recursive: true, force: true })

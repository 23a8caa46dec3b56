/** `npm start`: builds when a source is newer than the build, then serves the example website with everything behind it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

/** Written last by every build. */
const lastOutput = 'packages/server/assets/leadlight.js'

if (!existsSync(lastOutput) || newestSource() > statSync(lastOutput).mtimeMs) {
  console.log('Building …')
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
await import('../examples/script-tag/serve.ts')

/** When a source or a setting of the build was last changed, in milliseconds since 1970. */
function newestSource() {
  const sources = readdirSync('packages').flatMap((name) => [
    `packages/${name}/package.json`,
    ...readdirSync(`packages/${name}/src`, { recursive: true }).map((path) => `packages/${name}/src/${path}`),
  ])
  const settings = ['package-lock.json', 'tsconfig.json', 'rollup.config.ts']
  return Math.max(...[...sources, ...settings].map((path) => statSync(path).mtimeMs))
}

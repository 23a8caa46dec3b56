/** `npm test`: every check there is, the quick ones first; stops at the first that fails. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))

/** What is checked, and the command that does it. */
const steps = [
  ['format and lint', 'biome check .'],
  ['types', 'tsc -b'],
  ['build', 'npm run --silent build'],
  ['unit and DOM tests', 'vitest run --project unit --project dom'],
  ...packages().map((path) => [`what npm would publish of ${path}`, `publint ${path} --strict`]),
  ['sizes', 'size-limit'],
  ['tests on the build, in a real browser', 'vitest run --project built'],
  ['tests of time', 'vitest run --project time'],
]

const begin = performance.now()
for (const [name, line = ''] of steps) {
  console.log(`\n— ${name}: ${line}`)
  const { status, error } = spawnSync(line, { shell: true, stdio: 'inherit' })
  if (status === 0) continue
  console.error(`\n✗ npm test failed at "${name}" after ${elapsed()}${error ? `: ${error.message}` : ''}`)
  process.exit(1)
}
console.log(`\n✓ npm test passed: ${steps.length} checks in ${elapsed()}`)

function packages() {
  return readdirSync('packages').map((name) => `packages/${name}`)
}

function elapsed() {
  return `${((performance.now() - begin) / 1000).toFixed(0)} s`
}

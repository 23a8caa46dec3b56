import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const run = promisify(execFile)
const folder = fileURLToPath(new URL('.', import.meta.url))
const command = fileURLToPath(new URL('../../packages/server/bin/leadlight.js', import.meta.url))
const models = readdirSync(folder).filter((name) => name.endsWith('.json'))

describe.each(models)('%s', (name) => {
  it.each(['check', 'test'])('passes leadlight model %s', async (verb) => {
    const { stdout } = await run(process.execPath, [command, 'model', verb, name], { cwd: folder })
    expect(stdout).toMatch(/^✓ /)
  })
})

it('finds a mistake, and ends with 1', async () => {
  const wrong = run(process.execPath, [command, 'model', 'check', command])
  await expect(wrong).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('is not JSON') })
})

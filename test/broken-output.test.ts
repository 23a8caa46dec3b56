import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fromSources, leadlight } from './node-process.ts'

/** What the command does when its output has no reader any more, or no room. */

let folder: string
let database: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-output-'))
  database = join(folder, 'leads.db')
})
let child: ChildProcess
afterEach(() => {
  child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const run = (args: string[], stdout: 'pipe' | number, stderr: 'pipe' | number) =>
  spawn(process.execPath, [fromSources, leadlight, ...args], { stdio: ['ignore', stdout, stderr] })
const end = (child: ChildProcess) => new Promise<number | null>((resolve) => child.once('exit', resolve))
const messages = ({ stderr }: ChildProcess) => (stderr === null ? '' : text(stderr))

it('ends quietly when nobody reads the answer any more, like head', async () => {
  child = run(['model', 'preset', 'b2b-saas'], 'pipe', 'pipe')
  child.stdout?.destroy()
  const [code, said] = await Promise.all([end(child), messages(child)])
  expect([code, said]).toEqual([0, ''])
})

// Linux and BSD have a file that is always full.
describe.runIf(existsSync('/dev/full'))('on a full disk', () => {
  const full = () => openSync('/dev/full', 'w')

  it('an answer that could not be written is a failure', async () => {
    child = run(['model', 'preset', 'b2b-saas'], full(), 'pipe')
    const [code, said] = await Promise.all([end(child), messages(child)])
    expect(code).toBe(1)
    expect(said).toMatch(/^error: Cannot write to standard output: .*no space left.*\n$/)
  })

  it('a server answers as usual, though it cannot log', async () => {
    const args = ['serve', '--port', '0', '--db', database, '--write-key', 'wk_test', '--log-level', 'debug']
    child = run(args, 'pipe', full())
    const url = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        const [found] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(chunk)) ?? []
        if (found !== undefined) resolve(found)
      })
    })
    const message = { event: 'Came', anonymousId: 'v', writeKey: 'wk_test' }
    const send = (path: string, body: unknown) =>
      fetch(url + path, { method: 'POST', body: JSON.stringify(body) }).then(({ status }) => status)
    for (let round = 0; round < 30; round++) {
      expect(await send('/v1/track', message)).toBe(200)
      expect(await send('/v1/track', { ...message, writeKey: 'wk_other' })).toBe(401)
    }
    child.kill('SIGTERM')
    expect(await end(child)).toBe(0)
  })
})

import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { fromSources, leadlight } from './leadlight-process.ts'
import { root } from './source-tree.ts'

/** The commands that the README shows to a newcomer, run as they stand there. */

vi.setConfig({ testTimeout: 180_000 }) // Each command is a process of its own.

const DAY = 86_400_000
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-readme-'))
  const command = join(folder, 'leadlight')
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" ${fromSources} "${leadlight}" "$@"\n`)
  chmodSync(command, 0o755)
  const { leads, events } = makeHistory(700)
  writeFileSync(join(folder, 'leads.csv'), leads)
  writeFileSync(join(folder, 'events.ndjson'), events)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Leads who are won the rather the more they look at prices, and the less at jobs; of the last months. */
function makeHistory(count: number): { leads: string; events: string } {
  let state = 42
  const random = () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
  const leads = ['Email,Job title,Company,Created at,Outcome,Outcome at']
  const events: string[] = []
  for (let lead = 0; lead < count; lead++) {
    const start = Date.now() - Math.floor((15 + random() * 70) * DAY)
    const email = `lead${lead}@firm${lead}.example`
    let [odds, step] = [-0.6, 0]
    const send = (message: object) => {
      step += 1
      const at = new Date(start + step * 3_600_000).toISOString()
      const own = { messageId: `${lead}-${step}`, anonymousId: `v${lead}`, timestamp: at }
      events.push(JSON.stringify({ ...own, ...message }))
    }
    const visit = (path: string, weight: number, chance: number) => {
      while (random() < chance) {
        send({ type: 'page', properties: { path, url: `https://www.example.com${path}` } })
        odds += weight
      }
    }
    visit('/pricing', 0.7, 0.5)
    visit('/blog/a', 0, 0.4)
    visit('/careers', -0.9, 0.3)
    send({ type: 'identify', traits: { email } })
    const [title, more] = random() < 0.3 ? ['CTO', 0.9] : ['Clerk', 0]
    const outcome = random() < 1 / (1 + Math.exp(-odds - more)) ? 'won' : 'lost'
    const [created, closed] = [start, start + 12 * DAY].map((at) => new Date(at).toISOString())
    leads.push(`${email},${title},"Firm ${lead}, Inc.",${created},${outcome},${closed}`)
  }
  return { leads: leads.join('\n'), events: events.join('\n') }
}

function commandsIn(readme: string, heading: string): string[] {
  const section = readFileSync(`${root}${readme}`, 'utf8').split(`## ${heading}\n`)[1] ?? ''
  const block = /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
  return block.trim().split('\n')
}

function run(command: string): Promise<{ code: number | null; output: string }> {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH: `${folder}${delimiter}${PATH}`, HOME }
  const child = spawn('sh', ['-c', command], { cwd: folder, env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output }))
  })
}

it('the commands of the README lead from a CSV over a backtest to a calibrated model', async () => {
  const commands = commandsIn('packages/server/README.md', 'From the files you have to a model of your own')
  expect(commands).toHaveLength(7)
  const outputs: string[] = []
  for (const command of commands) {
    const { code, output } = await run(command)
    expect(code, `${command}\n${output}`).toBe(0)
    outputs.push(output)
  }
  const [leads, events, list, preset, first, calibrated, last] = outputs
  expect(leads).toMatch(/^700 rows: 700 new; 700 outcomes$/m)
  expect(events).toMatch(/^[\d,]+ lines: [\d,]+ stored$/m)
  expect(list).toMatch(/^Score +Grade +Stage +Lead/)
  expect(preset).toBe('')
  expect(first).toMatch(/^By \d+ won and \d+ lost leads/m)
  expect(calibrated).toContain('The draft is in draft.json')
  const auc = /^won above lost \(ROC-AUC\) +([\d.]+) \(.*\) +([\d.]+) \(/m.exec(last ?? '')
  expect(Number(auc?.[2])).toBeGreaterThan(Number(auc?.[1]))
})

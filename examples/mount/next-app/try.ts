import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

/** `npm run test:next`: installs Next.js beside this app, builds and starts it, and asks the collector in it. */

const folder = fileURLToPath(new URL('.', import.meta.url))
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' }

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: folder, env, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

if (!existsSync(`${folder}node_modules/next`))
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
const next = `${folder}node_modules/next/dist/bin/next`
run(process.execPath, [next, 'build'])
const port = await freePort()
const app = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
  cwd: folder,
  env,
})
try {
  const url = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 150; attempt++) {
    if (await fetch(url).catch(() => null)) break
    await sleep(200)
  }
  const expect = (name: string, found: unknown, expected: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(expected))
      throw new Error(`${name}: ${JSON.stringify(found)}`)
    console.log(`✓ ${name}`)
  }
  const batch = [{ type: 'identify', anonymousId: 'v', traits: { email: 'ada@x.io' } }]
  const post = (body: string) => fetch(`${url}/leadlight/v1/batch`, { method: 'POST', body })
  expect('takes events', await (await post(JSON.stringify({ writeKey: 'wk_example', batch }))).json(), {
    success: true,
  })
  expect('refuses what is no JSON', (await post('{')).status, 400)
  const authorization = 'Bearer sk_example'
  const read = async (path: string, method = 'GET') =>
    fetch(`${url}/leadlight/api/${path}`, { method, headers: { authorization } })
  const leads = (await (await read('leads')).json()).data.map(({ email }: { email: string }) => email)
  expect('answers the API', leads, ['ada@x.io'])
  expect('erases', (await read('leads/email:ada@x.io', 'DELETE')).status, 200)
  const headers = { origin: 'https://www.example.com', 'access-control-request-method': 'POST' }
  const preflight = await fetch(`${url}/leadlight/v1/batch`, { method: 'OPTIONS', headers })
  expect(
    'answers preflights',
    preflight.headers.get('access-control-allow-origin'),
    'https://www.example.com',
  )
  expect(
    'leaves the app’s own pages alone',
    (await (await fetch(url)).text()).includes('An app with a collector'),
    true,
  )
} finally {
  app.kill('SIGTERM')
}

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readRecipe } from './recipe.ts'

/** A real proxy that runs. */
export interface RunningProxy {
  port: number
  stop(): Promise<void>
}

/** A proxy that the recipes are for. */
export interface Proxy {
  name: string
  /** Its program on this machine; undefined without one. */
  program: string | undefined
  /** Puts a website on a free port of this machine, and the collector below /ll/ as the recipe says. */
  start(sitePort: number, collectorPort: number): Promise<RunningProxy>
}

const find = (name: string) =>
  ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => join(folder, name))
    .find(existsSync)

const nginxProgram = find('nginx')
const caddyProgram = find('caddy')

/** Each of them, with as little around its recipe as it starts with. */
export const proxies: Proxy[] = [
  {
    name: 'nginx',
    program: nginxProgram,
    start: (sitePort, collectorPort) =>
      run(nginxProgram, (folder, port) => {
        const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        for (const name of temporary) mkdirSync(join(folder, name))
        const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
        const user = process.getuid?.() === 0 ? 'user root;' : ''
        const file = join(folder, 'nginx.conf')
        writeFileSync(
          file,
          `${user} daemon off; pid ${folder}/pid; error_log stderr; events {}
http { access_log off; ${paths}
server { listen 127.0.0.1:${port};
location / { proxy_pass http://127.0.0.1:${sitePort}; proxy_set_header Host $http_host; }
${readRecipe('nginx', collectorPort)} } }`,
        )
        return ['-p', folder, '-e', 'stderr', '-c', file]
      }),
  },
  {
    name: 'Caddy',
    program: caddyProgram,
    start: (sitePort, collectorPort) =>
      run(caddyProgram, (folder, port) => {
        const file = join(folder, 'Caddyfile')
        writeFileSync(
          file,
          `{
	admin off
	auto_https off
	storage file_system ${folder}
}
http://:${port} {
	bind 127.0.0.1
${readRecipe('caddy', collectorPort)}
	handle {
		reverse_proxy 127.0.0.1:${sitePort}
	}
}
`,
        )
        return ['run', '--config', file, '--adapter', 'caddyfile']
      }),
  },
]

/** @param configure writes what the program needs into the folder, and gives its arguments */
async function run(
  program: string | undefined,
  configure: (folder: string, port: number) => string[],
): Promise<RunningProxy> {
  if (program === undefined) throw new Error('There is no such program on this machine.')
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-proxy-'))
  const port = await freePort()
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }
  const child = spawn(program, configure(folder, port), { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (said += text))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await listening(port, child, () => said)
  return {
    port,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function listening(port: number, child: ChildProcess, said: () => string): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
    if (answer) return
    await wait(50)
  }
  throw new Error(`It ended instead of listening:\n${said()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

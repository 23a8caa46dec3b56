import { type ChildProcess, spawn } from 'node:child_process'
import { root } from './source-tree.ts'

/** All that was started: what fails half-way leaves nothing running. */
const started: ChildProcess[] = []

/** Ends all that was started. */
export function endStarted(): void {
  for (const child of started) child.kill('SIGKILL')
}

/** How a process ended, and what it said. */
export interface Ending {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A `leadlight serve` that listens. */
export interface RunningProcess {
  /** Without a slash at its end. */
  url: string
  pid: number
  /** All of standard output so far. */
  stdout(): string
  /** All of standard error so far. */
  stderr(): string
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ending>
}

/** The command itself; runs the build, as users get it, unless Node is told to take the sources. */
export const leadlight = `${root}packages/server/bin/leadlight.js`

/** Has Node run the sources of our packages. */
export const fromSources = '--conditions=source'

/** Where Node keeps what it compiled: to strip the types of the sources is half of what a process needs to start from them. */
const compiled = `${root}node_modules/.cache/compiled-sources`

let serverFlags = [fromSources]

/** Has {@link startLeadlight} take the build from now on, as users get it. */
export function takeBuild(): void {
  serverFlags = []
}

/** Runs `leadlight`, from the sources, to its end. */
export function runLeadlight(args: string[], env: Record<string, string> = {}): Promise<Ending> {
  return runNode([fromSources, leadlight, ...args], env)
}

/** Runs any program to its end; `command` is what follows `node`. */
export function runNode(command: string[], env: Record<string, string> = {}): Promise<Ending> {
  return watch(spawnNode(command, env)).ending
}

/**
 * Starts `leadlight serve`, from the sources, on a free port; rejects with what it said when it ends instead of listening.
 *
 * @param program makes of what follows `node` the whole command, where it is started by something else
 */
export function startLeadlight(
  args: string[],
  env: Record<string, string> = {},
  program?: (args: string[]) => string[],
): Promise<RunningProcess> {
  return startServing([...serverFlags, leadlight, 'serve', '--port', '0', ...args], env, program)
}

/** Starts any program that says `Leadlight is running at <url>` once it listens; `command` is what follows `node`. */
export async function startServing(
  command: string[],
  env: Record<string, string> = {},
  program?: (args: string[]) => string[],
): Promise<RunningProcess> {
  const child = spawnNode(command, env, program)
  const watched = watch(child)
  const failed = watched.ending.then(({ code, stderr }) => {
    throw new Error(`ended with code ${code} instead of listening: ${stderr}`)
  })
  const url = await Promise.race([watched.said(/^Leadlight is running at (.+)$/m), failed])
  failed.catch(() => {}) // It ends one day, when it is told to.
  return {
    url,
    pid: child.pid ?? 0,
    stdout: watched.stdout,
    stderr: watched.stderr,
    end: (signal) => {
      child.kill(signal)
      return watched.ending
    },
  }
}

function spawnNode(
  args: string[],
  env: Record<string, string>,
  program = (args: string[]) => [process.execPath, ...args],
): ChildProcess {
  const settings = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(LEADLIGHT|NODE_OPTIONS|VITEST)/.test(name)),
  )
  const [command = process.execPath, ...rest] = program(args)
  const cache = args.includes(fromSources) ? { NODE_COMPILE_CACHE: compiled } : {}
  const child = spawn(command, rest, { cwd: root, env: { ...cache, ...settings, ...env } })
  started.push(child)
  return child
}

function watch(child: ChildProcess) {
  let stdout = ''
  let stderr = ''
  const listeners: (() => void)[] = []
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    for (const listener of listeners) listener()
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ending = new Promise<Ending>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  /** Resolves with the first group of the pattern once standard output matches it. */
  const said = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      listeners.push(() => {
        const match = pattern.exec(stdout)?.[1]
        if (match !== undefined) resolve(match)
      })
    })
  return { ending, said, stdout: () => stdout, stderr: () => stderr }
}

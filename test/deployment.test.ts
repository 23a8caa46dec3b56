import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createProgram } from '../packages/server/src/program.ts'
import { root } from './source-tree.ts'

/** What a container or a unit is started by, read as the tools read it: neither can be started here. */

const read = (path: string) => readFileSync(`${root}${path}`, 'utf8')

/** Instructions of a Dockerfile with their arguments, stage by stage. */
function readStages(text: string): [instruction: string, argument: string][][] {
  const lines = text
    .split('\n')
    .filter((line) => !/^\s*(#|$)/.test(line))
    .join('\n')
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => /^([A-Z]+)\s+(.*)$/.exec(line.trim())?.slice(1) as [string, string])
  const stages: [string, string][][] = []
  for (const line of lines) {
    if (line[0] === 'FROM') stages.push([])
    stages.at(-1)?.push(line)
  }
  return stages
}

/** What is wrong with a Dockerfile, for us. */
function faultsOf(text: string): string[] {
  const stages = readStages(text)
  const last = stages.at(-1) ?? []
  const of = (instruction: string) =>
    last.filter(([name]) => name === instruction).map(([, argument]) => argument)
  const known = 'FROM RUN CMD EXPOSE ENV COPY ENTRYPOINT VOLUME USER WORKDIR STOPSIGNAL HEALTHCHECK'.split(
    ' ',
  )
  const images = stages.map(([from]) => from?.[1] ?? '')
  return [
    ...stages.flat().flatMap(([name]) => (known.includes(name) ? [] : [`unknown instruction ${name}`])),
    ...(stages.length < 2 ? ['what builds it is shipped'] : []),
    ...images
      .filter((image) => !/^[\w./-]+:\d[\w.-]*( AS \w+)?$/.test(image))
      .map((image) => `${image} is not pinned`),
    ...(['', 'root', '0'].includes(of('USER').at(-1) ?? '') ? ['it runs as root'] : []),
    ...(of('HEALTHCHECK').length === 1 ? [] : ['nothing checks its health']),
    ...(of('ENTRYPOINT').every((argument) => argument.startsWith('['))
      ? []
      : ['a shell stands between it and its signals']),
    ...(of('COPY').every((argument) => argument.startsWith('--from=')) ? [] : ['sources are shipped']),
    ...(of('RUN').some((argument) => /npm|apt-get|curl|wget/.test(argument))
      ? ['something is fetched into what is shipped']
      : []),
    ...(stages.flat().some(([name, argument]) => name === 'ENV' && /KEY|SECRET|PASSWORD|TOKEN/.test(argument))
      ? ['it holds a secret']
      : []),
  ]
}

describe('the Dockerfile', () => {
  const text = read('Dockerfile')

  it('contains only what runs, and runs it without privileges', () => expect(faultsOf(text)).toEqual([]))

  it('copies and calls existing files', () => {
    for (const [, path] of text.matchAll(/--workspace=(\S+)/g))
      expect(existsSync(`${root}${path}/package.json`)).toBe(true)
    expect(existsSync(`${root}packages/server/bin/leadlight.js`)).toBe(true)
    const ignored = read('.dockerignore')
    for (const kept of ['node_modules', '.git', '*.keys.json']) expect(ignored).toContain(kept)
  })

  it('leaves out no folder that is compiled', () => {
    const foldersIn = (text: string) => text.split('\n').filter((line) => /^[a-z]/.test(line))
    expect(foldersIn(read('.dockerignore'))).toEqual([])
    expect(foldersIn('.git\nbench/tracker')).toEqual(['bench/tracker'])
  })

  it('packs each package that the command needs', () => {
    const needed = JSON.parse(read('packages/server/package.json')).dependencies
    for (const name of Object.keys(needed)) {
      const folder = /^@leadlight\/(.+)$/.exec(name)?.[1]
      if (folder !== undefined) expect(text).toContain(`--workspace=packages/${folder}`)
    }
  })

  it.each([
    ['runs as root', text.replace(/^USER .*$/m, ''), 'it runs as root'],
    ['is not pinned', text.replace('FROM node:24-bookworm-slim\n', 'FROM node\n'), 'node is not pinned'],
    ['is not checked', text.replace(/^HEALTHCHECK[^\n]*\n[^\n]*\n/m, ''), 'nothing checks its health'],
    ['has a typing mistake', text.replace('EXPOSE', 'EXPSE'), 'unknown instruction EXPSE'],
    ['holds a key', text.replace('ENV NODE_ENV', 'ENV LEADLIGHT_SECRET_KEY=x NODE_ENV'), 'it holds a secret'],
    ['ships its sources', text.replace(/^VOLUME/m, 'COPY . .\nVOLUME'), 'sources are shipped'],
  ])('is found faulty when it %s (negative control)', (_, wrong, fault) =>
    expect(faultsOf(wrong)).toContain(fault),
  )
})

describe('the environment of unit and containers', () => {
  const program = createProgram(process, () => {})
  const variables = program.commands.flatMap((command) => command.options.map((option) => option.envVar))

  it.each(['Dockerfile', 'examples/operation/compose.yaml', 'examples/operation/leadlight.service'])(
    'contains only existing options: %s',
    (path) => {
      const named = [...read(path).matchAll(/\bLEADLIGHT_[A-Z_]+\b/g)].map(([name]) => name)
      expect(named.length).toBeGreaterThan(0)
      expect(named.filter((name) => !variables.includes(name))).toEqual([])
    },
  )
})

describe('the systemd unit', () => {
  const text = read('examples/operation/leadlight.service')
  const setting = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1]

  it('gives the process its own user and folder, and time to store pending events', () => {
    expect(setting('DynamicUser')).toBe('yes')
    expect(setting('StateDirectory')).toBe('leadlight')
    expect(text).toContain('LEADLIGHT_DB=/var/lib/leadlight/')
    for (const guard of ['NoNewPrivileges', 'ProtectHome', 'PrivateTmp']) expect(setting(guard)).toBe('yes')
    expect(setting('ProtectSystem')).toBe('strict')
    expect(Number(setting('TimeoutStopSec'))).toBeGreaterThan(10)
    expect(setting('Restart')).toBe('on-failure')
  })

  it('is valid for systemd, where it is installed', () => {
    const path = `${root}examples/operation/leadlight.service`
    const { status, stderr, error } = spawnSync('systemd-analyze', ['verify', path], { encoding: 'utf8' })
    if (error === undefined) expect([status, stderr]).toEqual([0, ''])
    else expect(error.message).toContain('ENOENT')
  })
})

import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCollector } from '../packages/collector/src/index.ts'
import { ingestPaths } from '../packages/collector/src/ingest/ingest-paths.ts'
import { memoryStore } from '../packages/collector/src/storage/memory.ts'
import { defaultModel } from '../packages/scoring/src/index.ts'
import { createProgram } from '../packages/server/src/program.ts'
import { readDocument } from './document-code.ts'
import { brokenLinks, documents, readCode, readProse } from './documents.ts'
import { root } from './source-tree.ts'

/** What documents say of files, commands, options, routes and attributes is what there is. */

const program = createProgram(process, () => {})
const commands = [program, ...program.commands.flatMap((command) => [command, ...command.commands])]
const flags = commands.flatMap((command) => command.options.map(({ long }) => long))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const faultsIn = (check: (path: string, code: string) => string[]) =>
  documents.flatMap((path) =>
    readCode(path).flatMap((code) => check(path, code).map((fault) => `${path}: ${fault}`)),
  )

it('links lead to files and headings', () => {
  expect(documents.length).toBeGreaterThan(20)
  expect(
    documents.flatMap((path) =>
      // Its own test compares the list of files with them.
      path === 'docs/files.md' ? [] : brokenLinks(path).map((link) => `${path}: ${link}`),
    ),
  ).toEqual([])
})

it('broken links are found (negative control)', () => {
  const links = ['docs/forms.md#consents', 'docs/none.md', '#try-it', '#none', 'docs/forms.md#none']
  expect(brokenLinks('README.md', links)).toEqual(['docs/none.md', '#none', 'docs/forms.md#none'])
})

/** Options of Node and of the benchmarks. */
const ofOthers = ['--max-semi-space-size', '--parts', '--leads', '--minutes']

/** Words after `leadlight`, or after the name of a command, that are no command or option of it. */
function faultsOfCommand(code: string): string[] {
  const words = code.replace(/^.*?(^|npx )leadlight /, '').split(/\s+/)
  let command = program
  const known = (name: string | undefined) => command?.commands.find((each) => each.name() === name)
  if (!/(^|npx )leadlight /.test(code) && !known(words[0])) {
    const alone = /^(--[a-z][a-z-]+)/.exec(code)?.[1]
    return alone && ![...flags, ...ofOthers].includes(alone) ? [alone] : []
  }
  for (const word of words) command = known(word) ?? command
  const options = command.options.map(({ long }) => long)
  const used = words.flatMap((word) => /^\[?(--[a-z][a-z-]+)/.exec(word)?.[1] ?? [])
  const wrong = used.filter((flag) => !options.includes(flag))
  return command === program && !/^-/.test(words[0] ?? '') ? [code] : wrong
}

it('commands and options exist', () => {
  expect(faultsIn((_, code) => faultsOfCommand(code))).toEqual([])
  expect(faultsOfCommand('leadlight keys rotate 3f --grace-hours 24')).toEqual([])
  for (const wrong of ['npx leadlight serve --prot 1', 'leadlight sevre', '--allow-orign'])
    expect(faultsOfCommand(wrong), wrong).toHaveLength(1)
})

it('the table of serve has every option with its variable and default', () => {
  const rows = readProse('packages/server/README.md').split('\n')
  const serve = program.commands.find((command) => command.name() === 'serve')
  expect(serve?.options.length).toBeGreaterThan(15)
  for (const { long, envVar, defaultValue } of serve?.options ?? []) {
    const row = rows.find((line) => line.startsWith('|') && line.includes(`\`${long}\``)) ?? ''
    expect(row, `${long} is missing`).not.toBe('')
    // Of options that share a row, only the first variable is named.
    expect(row).toMatch(/LEADLIGHT_/)
    if (row.split('`--').length === 2) expect(row).toContain(envVar)
    expect(row, `the default of ${long}`).toContain(String(defaultValue ?? ''))
  }
})

it('variables of the environment, npm scripts and browser files exist', () => {
  const variables = commands.flatMap((command) => command.options.map(({ envVar }) => envVar))
  const { scripts } = JSON.parse(read('package.json'))
  const ofExamples = globSync('examples/*/package.json', { cwd: root }).flatMap((path) =>
    Object.keys(JSON.parse(read(path)).scripts ?? {}),
  )
  const files = read('rollup.config.ts')
  const faults = documents.flatMap((path) => {
    const text = readDocument(path)
    const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name)
    return [
      ...named(/\b(LEADLIGHT_[A-Z_]+)/g).filter((name) => !['LEADLIGHT_SHOTS', ...variables].includes(name)),
      ...named(/npm run ([\w:]+)/g).filter((name) => !(name in scripts || ofExamples.includes(name))),
      ...named(/\bleadlight-([a-z-]+)\.js\b/g).filter((name) => !files.includes(name)),
    ].map((fault) => `${path}: ${fault}`)
  })
  expect(faults).toEqual([])
})

it('routes are those of the API', async () => {
  const collector = createCollector({ store: memoryStore(), model: defaultModel, keys: [] })
  const response = await collector.fetch(new Request('http://leads.example/api/openapi.json'))
  const { paths }: { paths: Record<string, object> } = await response.json()
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, ':')}`),
  )
  const others = ['GET /metrics', 'GET /api/openapi.json', 'POST /v1/visitor']
  const ofForms = ['GET /v1/forms/:', 'POST /v1/forms/:', 'POST /v1/forms/:/session']
  const known = [...described, ...others, ...ofForms, ...ingestPaths().map(({ path }) => `POST ${path}`)]
  const named = documents
    .filter((path) => path !== 'docs/files.md')
    .flatMap((path) => readRoutes(readProse(path)))
  expect(new Set(named).size).toBeGreaterThan(40)
  expect(named.filter((route) => !known.includes(route))).toEqual([])
  expect(readRoutes('`GET`, `PUT /api/model/drafts`')).toEqual([
    'GET /api/model/drafts',
    'PUT /api/model/drafts',
  ])
})

/** Routes in a text, like `GET /api/leads/:`; a path by itself may have any method. */
function readRoutes(text: string): string[] {
  const routes = text.matchAll(/((?:`?(?:GET|POST|PUT|DELETE)`?,? ?)+) `?(\/(?:api|v1|metrics)[\w/:.…-]*)/g)
  return [...routes].flatMap(([, methods = '', path = '']) => {
    const general = path.replaceAll(/:\w+|…/g, ':').replace(/[.:]$/, (end) => (end === '.' ? '' : end))
    return (methods.match(/[A-Z]+/g) ?? []).map((method) => `${method} ${general}`)
  })
}

it('attributes for pages are those that the scripts read, and all of them', () => {
  const sources = globSync('packages/{tracker,forms}/src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => !path.includes('.test.'))
    .map(read)
    .join('\n')
  const inSources = new Set(sources.match(/data-leadlight-[a-z]+/g))
  for (const [, name = ''] of sources.matchAll(
    /dataset\.leadlight([A-Z][a-z]+)|'leadlight([A-Z][a-z]+)' in/g,
  ))
    if (name) inSources.add(`data-leadlight-${name.toLowerCase()}`)
  // The panel for debugging marks itself.
  inSources.delete('data-leadlight-debug')
  const told = documents.map((path) => (path === 'docs/files.md' ? '' : readDocument(path))).join('\n')
  expect([...inSources].sort()).toEqual([...new Set(told.match(/data-leadlight-[a-z]+/g))].sort())
})

it('options are in the tables of their packages', () => {
  const tables: [source: string, name: string, document: string][] = [
    ['packages/tracker/src/tracker.ts', 'TrackerOptions', 'packages/tracker/README.md'],
    ['packages/collector/src/collector.ts', 'CollectorOptions', 'packages/collector/README.md'],
  ]
  for (const [source, name, document] of tables) {
    const declaration = new RegExp(`interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(read(source))?.[1] ?? ''
    const options = [...declaration.matchAll(/^ {2}(\w+)\??:/gm)].map(([, option = '']) => option)
    expect(options.length).toBeGreaterThan(4)
    const rows = [...readProse(document).matchAll(/^\| `(\w+)` +\|/gm)].map(([, option = '']) => option)
    expect(options.filter((option) => !rows.includes(option))).toEqual([])
  }
})

it('events and their properties in the README of the tracker are those of its schemas', () => {
  const section = readProse('packages/tracker/README.md')
    .split('## What is recorded')[1]
    ?.split('Attributes')[0]
  const schemas = read('packages/protocol/src/tracked-events.ts')
  const rows = [...(section ?? '').matchAll(/^\| (`.*)$/gm)].map(([, row = '']) => row.split(' | '))
  expect(rows).toHaveLength(5)
  for (const [events = '', , , properties = ''] of rows) {
    for (const [, event] of events.matchAll(/`([^`]+)`/g)) expect(schemas).toContain(`\`${event}\``)
    const names = [...properties.replaceAll(/\(.*?\)/g, '').matchAll(/`(\w+)`/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(2)
    for (const name of names) expect(schemas, events).toMatch(new RegExp(`\\b${name}:`))
  }
})

it.each([
  ['packages/protocol/form.schema.json', ['packages/forms/README.md', 'docs/forms.md']],
  ['packages/scoring/model.schema.json', ['packages/scoring/README.md']],
])('every key of %s is described', (schema, paths) => {
  const told = paths.map(readDocument).join('\n')
  const keys = keysOf(JSON.parse(read(schema)))
  expect(keys.size).toBeGreaterThan(30)
  expect([...keys].filter((key) => !new RegExp(`[\`."]${key.replace('$', '\\$')}[\`."]`).test(told))).toEqual(
    [],
  )
})

/** The names of all properties that a JSON Schema describes. */
function keysOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found
  if ('properties' in schema && 'type' in schema && schema.type === 'object')
    for (const key of Object.keys(Object(schema.properties))) found.add(key)
  for (const part of Object.values(schema)) keysOf(part, found)
  return found
}

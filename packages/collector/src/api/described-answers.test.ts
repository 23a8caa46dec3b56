import { defaultModel } from '@leadlight/scoring'
import { Validator } from '@seriousme/openapi-schema-validator'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

/** The description, judged by a validator of others, and every answer by the description. */

interface Operation {
  operationId: string
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}

interface Description {
  servers: { url: string }[]
  paths: Record<string, Record<string, Operation>>
  components: object
}

const host = 'https://leads.example'
let collector: Collector
let description: Description

function ask(method: string, path: string, body?: object): Promise<Response> {
  return askAsOwner(collector, path, method, body)
}

beforeAll(async () => {
  collector = startCollector({
    keys: [
      { kind: 'write', key: 'wk', site: 'www' },
      { kind: 'secret', key: 'sk', name: 'test' },
    ],
  })
  const page = { url: 'https://www.example.com/pricing?utm_source=x', path: '/pricing', referrer: '' }
  const email = 'ada@example.com'
  const batch = [
    { type: 'page', anonymousId: 'v', messageId: 'page', properties: page },
    { type: 'identify', anonymousId: 'v', userId: 'u', traits: { email, company: { name: 'Engines' } } },
    { type: 'track', anonymousId: 'v', event: 'Form Submitted', properties: { fields: { email } } },
    { type: 'nonsense' },
  ]
  await ask('POST', '/v1/batch', { writeKey: 'wk', batch })
  description = await (await ask('GET', '/api/openapi.json')).json()
})

it('passes an independent OpenAPI validator, and has a unique id for each operation', async () => {
  expect(await new Validator().validate(structuredClone({ ...description }))).toEqual({ valid: true })
  const operations = Object.values(description.paths).flatMap((methods) => Object.values(methods))
  const ids = operations.map(({ operationId }) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids).toEqual(expect.arrayContaining(['getLeads', 'getLeadsByIdScoreHistory', 'putModelDraft']))
})

it('is public, and names the path where the collector is mounted', async () => {
  const mounted = startCollector({ basePath: '/leadlight' })
  const told = await (await mounted.fetch(new Request(`${host}/leadlight/api/openapi.json`))).json()
  expect([description.servers, told.servers]).toEqual([[{ url: '/' }], [{ url: '/leadlight' }]])
})

it('describes patterns without flags, which JSON Schema does not know', () => {
  const patterns = JSON.stringify(description).match(/(?<="pattern":")(?:[^"\\]|\\.)*/g) ?? []
  expect(patterns.length).toBeGreaterThan(9)
  expect(patterns.filter((pattern) => /\/[a-z]+$/.test(pattern))).toEqual([])
})

/** What is wrong with a body by the description of an answer; null when nothing is. */
function faults(path: string, method: string, status: number, body: unknown): unknown {
  const responses: Operation['responses'] = description.paths[path]?.[method]?.responses ?? {}
  const schema = (responses[status] ?? responses.default)?.content?.['application/json']?.schema
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  const judge = ajv.compile({ ...schema, components: description.components })
  return judge(body) ? null : judge.errors
}

const form = {
  id: 'demo',
  language: 'pt-BR',
  fields: [
    { type: 'email', name: 'E-mail', label: 'E-mail' },
    { type: 'select', name: 'size', label: 'Size', options: ['1', '2'] },
  ],
  success: { message: 'Thanks', redirect: 'HTTPS://www.example.com/thanks' },
}

/** Asked for one after the other, with what they need. */
const asked: [method: string, path: string, filled?: string | undefined, body?: object][] = [
  ['get', '/api/health'],
  ['get', '/api/health/live'],
  ['get', '/api/health/ready'],
  ['get', '/api/leads'],
  ['get', '/api/leads', '/api/leads?q=engines&sort=-lastSeen&limit=1'],
  ['get', '/api/leads', '/api/leads?limit=0'],
  ['get', '/api/leads/{id}'],
  ['get', '/api/leads/{id}', '/api/leads/nobody'],
  ['get', '/api/leads/{id}/events'],
  ['get', '/api/leads/{id}/score'],
  ['get', '/api/leads/{id}/score', '/api/leads/user:u/score?at=1999-01-01'],
  ['get', '/api/leads/{id}/score/history'],
  ['get', '/api/leads/{id}/consents'],
  ['get', '/api/leads/{id}/export'],
  ['post', '/api/leads/{id}/points', undefined, { points: 5, author: 'Eve', reason: 'Called' }],
  ['post', '/api/leads/{id}/stage', undefined, { stage: 'sql', author: 'Eve', reason: 'Called' }],
  ['post', '/api/leads/{id}/stage', undefined, { stage: 'friend' }],
  ['post', '/api/leads/{id}/outcome', undefined, { outcome: 'won' }],
  ['get', '/api/leads/{id}/score'],
  ['get', '/api/leads/{id}/events'],
  ['get', '/api/crossings'],
  ['get', '/api/rejected'],
  ['get', '/api/reports/sources'],
  ['get', '/api/reports/forms'],
  ['put', '/api/forms/{id}', '/api/forms/demo', form],
  ['put', '/api/forms/{id}', '/api/forms/demo', { ...form, fields: [] }],
  ['get', '/api/forms/{id}', '/api/forms/demo'],
  ['get', '/api/forms'],
  ['get', '/api/spam'],
  ['get', '/api/model'],
  ['put', '/api/model/draft', undefined, defaultModel],
  ['put', '/api/model/draft', undefined, { version: 1 }],
  ['get', '/api/model/draft'],
  ['post', '/api/model/backtest', undefined, {}],
  ['post', '/api/model/calibrate', undefined, {}],
  ['get', '/api/model/publication'],
  ['get', '/api/model/versions'],
  ['post', '/api/keys', undefined, { kind: 'write', name: 'shop' }],
  ['get', '/api/keys'],
  ['get', '/api/setup'],
  ['get', '/api/audit'],
  ['post', '/api/leads/{id}/unlink', undefined, { visitor: 'v', author: 'Eve', reason: 'Another' }],
  ['delete', '/api/leads/{id}'],
]

it.each(asked)('%s %s returns what the description says (%s)', async (method, path, filled, body) => {
  const address = filled ?? path.replace('{id}', 'user:u')
  const answer = await ask(method.toUpperCase(), address, body)
  expect(answer.status).toBeLessThan(500)
  expect(faults(path, method, answer.status, await answer.json())).toBeNull()
})

it('detects an answer that differs from the description', () => {
  expect(faults('/api/leads', 'get', 200, { data: [{ id: 5 }], next: null })).not.toBeNull()
})

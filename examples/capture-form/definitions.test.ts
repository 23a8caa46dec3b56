import { readFileSync } from 'node:fs'
import { formDefinitionSchema } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('site/index.html', import.meta.url), 'utf8')
const inside = [...page.matchAll(/<script type="application\/json">(.+?)<\/script>/gs)]

describe('the definitions on the page', () => {
  it('keep to the schema', () => {
    expect(inside).toHaveLength(4)
    for (const [, json = ''] of inside) formDefinitionSchema.parse(JSON.parse(json))
  })
})

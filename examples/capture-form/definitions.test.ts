import { readFileSync } from 'node:fs'
import { formDefinitionSchema } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'

describe('the definitions on the pages', () => {
  it.each([
    ['index.html', 4],
    ['layers.html', 3],
    ['themes.html', 5],
  ])('%s: keep to the schema', (name, count) => {
    const page = readFileSync(new URL(`site/${name}`, import.meta.url), 'utf8')
    const inside = [...page.matchAll(/<script type="application\/json">(.+?)<\/script>/gs)]
    expect(inside).toHaveLength(count)
    for (const [, json = ''] of inside) formDefinitionSchema.parse(JSON.parse(json))
  })
})

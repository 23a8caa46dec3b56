import { expect, it } from 'vitest'
import { namesInText } from './erased-names.ts'

it('finds everybody whom a rejected message seems to name', () => {
  const message = { type: 'x', anonymousId: 'v', userId: 7, text: 'from <Ada@X.io>, to bo@x.io', at: '@' }
  const names = ['visitor:v', 'user:v', 'user:7', 'email:ada@x.io', 'email:bo@x.io']
  expect(namesInText(JSON.stringify(message))).toEqual(names)
  expect(namesInText(JSON.stringify(JSON.stringify(message)))).toEqual(names)
})

it('reads a long message without an address in one pass', () => {
  expect(namesInText('x'.repeat(100_000))).toEqual([])
  expect(namesInText('x@'.repeat(50_000))).toEqual([])
})

import { expect, it } from 'vitest'
import { scriptTag } from './script-tag.ts'

it('loads the script from beside the page of leads', () => {
  expect(scriptTag('https://x.example/leads/', 'wk_1', 'opt-out')).toBe(
    '<script defer src="https://x.example/leads/leadlight.js" data-write-key="wk_1"></script>',
  )
})

it('names the mode of consent where it is not the usual one', () => {
  expect(scriptTag('https://x.example/', 'wk_1', 'required')).toContain(
    'data-write-key="wk_1" data-consent="required">',
  )
})

it('stays one tag whatever the key', () => {
  const tag = scriptTag('https://x.example/', 'a"><script>&', 'opt-out')
  expect(tag).toContain('data-write-key="a&quot;><script>&amp;"')
})

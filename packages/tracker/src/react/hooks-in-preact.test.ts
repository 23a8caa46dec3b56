import * as compat from 'preact/compat'
import { createRoot, hydrateRoot } from 'preact/compat/client'
import { renderToString } from 'preact/compat/server'
import { expect, test, vi } from 'vitest'
import { describeHooks, type Library } from './hooks.test.cases.ts'
import { TrackerContext } from './tracker-context.ts'

// Bundlers do this by an alias.
vi.mock('react', () => import('preact/compat'))

test('runs on Preact', () => {
  expect(TrackerContext).toHaveProperty('__c')
})
describeHooks({ react: compat, createRoot, hydrateRoot, renderToString } as unknown as Library)

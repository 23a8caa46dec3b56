import { afterAll } from 'vitest'
import { endStarted } from './node-process.ts'

export * from './node-process.ts'

afterAll(endStarted)

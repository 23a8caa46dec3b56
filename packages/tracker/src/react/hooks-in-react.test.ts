import * as react from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { describeHooks, type Library } from './hooks.test.cases.ts'

describeHooks({ react, createRoot, hydrateRoot, renderToString } as Library)

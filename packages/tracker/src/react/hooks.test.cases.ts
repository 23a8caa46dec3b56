import 'fake-indexeddb/auto'
import type { Batch } from '@leadlight/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTracker } from '../create-tracker.ts'
import { settle } from '../settle.test.setup.ts'
import type { Tracker } from '../tracker.ts'
import { TrackerProvider, useConsent, usePageView, useTrack, useTracker } from './index.ts'

type React = typeof import('react')
type Root = { render(node: unknown): void; unmount(): void }

/** React, or a compatible library. */
export interface Library {
  react: Pick<React, 'createElement' | 'StrictMode' | 'useEffect' | 'useState'>
  createRoot(element: Element): Root
  hydrateRoot(element: Element, node: never): Root
  renderToString(node: never): string
}

/** Defines the tests, which are the same for each library. */
export function describeHooks({ react, createRoot, hydrateRoot, renderToString }: Library): void {
  const { createElement, StrictMode, useEffect, useState } = react
  let batches: Batch[]
  let made: Tracker[]
  let root: Root | undefined
  let container: HTMLElement

  const make = () => {
    const tracker = createTracker({
      writeKey: 'wk',
      collector: async (batch) => {
        batches.push(batch)
        return { success: true }
      },
      consent: 'opt-out',
    })
    made.push(tracker)
    return tracker
  }
  const sent = async () => {
    await settle()
    for (const tracker of made) await tracker.flush()
    return batches
      .flatMap(({ batch }) => batch)
      .map((message) =>
        'event' in message ? message.event : (message as { properties?: { path?: string } }).properties?.path,
      )
  }
  const app = (Child: () => unknown, tracker: Tracker | (() => Tracker) = make) =>
    createElement(
      StrictMode,
      null,
      createElement(TrackerProvider, { tracker }, createElement(Child as () => null)),
    ) as never

  beforeEach(() => {
    localStorage.clear()
    batches = []
    made = []
    container = document.createElement('div')
    document.body.replaceChildren(container)
  })
  afterEach(async () => {
    root?.unmount()
    root = undefined
    for (const tracker of made) tracker.consent('denied')
    await settle()
  })

  test('creates one tracker, after the first render, and executes the earlier calls of its children', async () => {
    const renders: number[] = []
    const Child = () => {
      renders.push(made.length)
      const track = useTrack()
      const { identify } = useTracker()
      useEffect(() => {
        track('Seen In Effect')
      }, [track])
      return createElement('button', { onClick: () => identify('u1') }, 'Who')
    }
    root = createRoot(container)
    root.render(app(Child))
    await vi.waitFor(() => expect(made).not.toHaveLength(0))
    await settle()
    expect(renders[0]).toBe(0)
    expect(made).toHaveLength(1)
    container.querySelector('button')?.click()
    // StrictMode runs every effect twice, so the app tracks twice.
    expect(new Set(await sent())).toEqual(new Set(['Seen In Effect', undefined]))
    expect(batches.flatMap(({ batch }) => batch).at(-1)).toMatchObject({ type: 'identify', userId: 'u1' })
  })

  test('renders on a server without a tracker, and creates it after hydration', async () => {
    const Child = () => {
      const { active } = useConsent()
      usePageView('/one')
      return createElement('p', null, active ? 'tracked' : 'not tracked')
    }
    const html = renderToString(app(Child))
    expect(html).toContain('not tracked')
    expect(made).toEqual([])
    expect(localStorage).toHaveLength(0)
    container.innerHTML = html
    root = hydrateRoot(container, app(Child))
    await vi.waitFor(() => expect(container.textContent).toBe('tracked'))
    expect(await sent()).toEqual(['/one'])
  })

  test('tracks each path of a router once', async () => {
    let go: (path: string | undefined) => void = () => {}
    const Child = () => {
      const [path, setPath] = useState<string | undefined>(undefined)
      go = setPath
      usePageView(path, { content_type: 'article' })
      return null
    }
    root = createRoot(container)
    root.render(app(Child))
    for (const path of [undefined, '/a', '/b', '/b', '/a']) {
      go(path)
      await settle()
    }
    expect(await sent()).toEqual(['/a', '/b', '/a'])
    expect(batches[0]?.batch[0]).toMatchObject({ type: 'page', properties: { content_type: 'article' } })
  })

  test('keeps consent up to date, whoever changes it', async () => {
    const Child = () => {
      const { active, decide } = useConsent()
      return createElement('button', { onClick: () => decide('denied') }, active ? 'tracked' : 'not tracked')
    }
    root = createRoot(container)
    root.render(app(Child))
    await settle()
    expect(container.textContent).toBe('tracked')
    container.querySelector('button')?.click()
    await settle()
    expect(container.textContent).toBe('not tracked')
    made[0]?.consent('granted')
    await settle()
    expect(container.textContent).toBe('tracked')
  })

  test('passes on a tracker that the app created', async () => {
    const tracker = make()
    let given: unknown
    const Child = () => {
      given = useTracker()
      return null
    }
    root = createRoot(container)
    root.render(app(Child, tracker))
    await settle()
    expect(given).toBe(tracker)
  })

  test('without a provider: prints an error, and calls do nothing', async () => {
    const { error } = console
    const lines: unknown[] = []
    console.error = (line: unknown) => void lines.push(line)
    const Child = () => {
      const tracker = useTracker()
      useEffect(() => {
        tracker.track('Nothing')
        tracker.on('event', () => {})()
      }, [tracker])
      return null
    }
    root = createRoot(container)
    root.render(createElement(Child as () => null))
    await settle()
    console.error = error
    expect(`${lines[0]}`).toContain('<TrackerProvider>')
    expect(made).toEqual([])
  })
}

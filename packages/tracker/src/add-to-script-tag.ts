import type { Plugin } from './plugin.ts'

/** Adds a plugin to the tracker of the script tag. Must run before `leadlight.js`, which reads `window.leadlight.plugins` once. */
export function addToScriptTag(plugin: Plugin): void {
  const page = window as unknown as { leadlight?: { plugins?: Plugin[]; push?: unknown; track?: unknown } }
  if (page.leadlight?.track)
    console.error('Leadlight: put the tags of plugins before the tag of leadlight.js.')
  if (!page.leadlight?.push) page.leadlight = [] as object
  page.leadlight.plugins = [...(page.leadlight.plugins ?? []), plugin]
}

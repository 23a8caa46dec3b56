import type { Plugin } from './plugin.ts'

/** Adds an add-on to the tracker of the script tag, which finds it in the list of calls that wait for it. */
export function addToScriptTag(plugin: Plugin): void {
  const page = window as unknown as { leadlight?: { plugins?: Plugin[]; push?: unknown; track?: unknown } }
  if (page.leadlight?.track)
    console.error('Leadlight: the tags of its add-ons must stand before that of leadlight.js.')
  if (!page.leadlight?.push) page.leadlight = [] as object
  page.leadlight.plugins = [...(page.leadlight.plugins ?? []), plugin]
}

import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'

/** Answers requests for the website below /example/; undefined for all others. */
export type Site = (request: Request) => Promise<Response | undefined>

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const headers = {
  'content-security-policy':
    "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
}

/** Where the browser goes after a form was sent; the newsletter's script wants JSON instead. */
const destinations: Record<string, string> = {
  contact: '/example/thank-you.html',
  demo: '/example/thank-you.html',
  login: '/example/login.html#wrong',
}

/** A static website from a folder, with just enough of a server for its forms: it takes what is sent and forgets it. */
export function createSite(folder: URL): Site {
  return async (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/example') return redirect('/example/')
    if (!pathname.startsWith('/example/')) return undefined
    const name = pathname.slice('/example/'.length)
    if (request.method === 'POST') return answerForm(name, request)
    return (await readPage(folder, name)) ?? new Response('There is no such page.', { status: 404, headers })
  }
}

async function answerForm(name: string, request: Request): Promise<Response> {
  await request.arrayBuffer()
  if (name === 'newsletter')
    return Response.json({ message: 'Thank you. The next letter is yours.' }, { headers })
  const destination = destinations[name]
  return destination === undefined ? new Response(null, { status: 404, headers }) : redirect(destination)
}

function redirect(location: string): Response {
  return new Response(null, { status: 303, headers: { ...headers, location } })
}

async function readPage(folder: URL, name: string): Promise<Response | undefined> {
  const file = new URL(fileOf(name), folder)
  // `URL` has resolved every `..`, also the encoded ones: what is left outside of the folder is none of our files.
  if (!file.href.startsWith(folder.href) || /%2f|%5c/i.test(file.pathname)) return undefined
  try {
    const type = types[extname(file.pathname)] ?? 'application/octet-stream'
    return new Response(await readFile(file), { headers: { ...headers, 'content-type': type } })
  } catch {
    return undefined
  }
}

/** The guide is a single page: all addresses without an extension below it are the same file. */
function fileOf(name: string): string {
  if (name.startsWith('guide/') && extname(name) === '') return 'guide/index.html'
  return name === '' || name.endsWith('/') ? `${name}index.html` : name
}

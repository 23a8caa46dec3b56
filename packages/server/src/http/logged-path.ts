/** Every word of the paths that there are. A log has only these, so that no part of a path can name a person. */
const words = new Set(
  [
    'api audit openapi.json health live ready metrics rejected crossings spam accept',
    'leads leads.csv events score history export import link unlink owner outcome points lift stage consents withdraw',
    'model draft publish rollback publication versions backtest calibrate reports sources funnel content',
    'segments forms keys rotate setup',
    'v1 batch identify track page screen group alias b i t p s g a visitor session downloads confirmations projects settings',
  ].flatMap((line) => line.split(' ')),
)

/** Files: the page of leads, its styles, and scripts for other pages. */
const files =
  /^\/(?:dashboard\.js|styles\/[a-z]{1,16}\.css|leadlight(?:-[a-z]{1,16})?(?:\.[a-z-]{2,10})?\.js)$/

/** First words of paths; anything else is not ours. */
const roots = new Set(['api', 'v1', 'metrics'])
/** Most parts of a path, more than any has. */
const MAX_PARTS = 7

/** A request's path without personal data: `/api/leads/:id` for `/api/leads/email:jo@example.com`. */
export function loggedPath(pathname: string): string {
  if (pathname === '/' || files.test(pathname)) return pathname
  const parts = pathname.split('/').slice(1, MAX_PARTS + 2)
  if (parts.length > MAX_PARTS || !roots.has(parts[0] ?? '')) return '(other)'
  return `/${parts.map((part) => (words.has(part) || part === '' ? part : ':id')).join('/')}`
}

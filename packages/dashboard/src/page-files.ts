/** A file of the page of leads, for a server to serve. */
export interface PageFile {
  /** Path relative to where the page is mounted; empty for the page itself. */
  path: string
  /** Its location on disk. */
  file: URL
  contentType: string
}

/** Style sheets, in the order of the page's links. */
const styles = ['base', 'frame', 'parts', 'tables', 'lead', 'timeline', 'setup', 'print']

/** Lists the files of the page. Their locations are the same from `src` and from `dist`. */
export function listPageFiles(): PageFile[] {
  const at = (file: string) => new URL(`../${file}`, import.meta.url)
  return [
    { path: '', file: at('static/index.html'), contentType: 'text/html; charset=utf-8' },
    ...styles.map((name) => ({
      path: `styles/${name}.css`,
      file: at(`static/styles/${name}.css`),
      contentType: 'text/css; charset=utf-8',
    })),
    {
      path: 'dashboard.js',
      file: at('dist/app/dashboard.js'),
      contentType: 'text/javascript; charset=utf-8',
    },
  ]
}

/** A file of the page of leads, as a server has to serve it. */
export interface PageFile {
  /** Path below the place where the page is mounted; the page itself is the empty one. */
  path: string
  /** Where it lies on the disk. */
  file: URL
  contentType: string
}

/** In the order in which the page names them. */
const styles = ['base', 'frame', 'parts', 'tables', 'lead', 'timeline']

/** The files that make the page; found from `src` and from `dist` alike. */
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

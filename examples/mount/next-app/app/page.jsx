// biome-ignore lint/style/noDefaultExport: Next.js asks for one.
export default function Page() {
  return <h1>An app with a collector</h1>
}

/** What runs when it is shown as it is: `RUN` stands for the script. Ways around filters are among them, not only tags. */
const templates = [
  '<script>RUN</script>',
  '</script><script>RUN</script>',
  '<ScRiPt>RUN</sCrIpT>',
  '<script\\x20type="text/javascript">RUN</script>',
  '<scr<script>ipt>RUN</scr</script>ipt>',
  '"><script>RUN</script>',
  "'><script>RUN</script>",
  '--><script>RUN</script>',
  ']]><script>RUN</script>',
  '</title><script>RUN</script>',
  '</textarea><script>RUN</script>',
  '</style><script>RUN</script>',
  '</noscript><script>RUN</script>',
  '<img src=x onerror=RUN>',
  '<img src=x onerror="RUN">',
  '"><img src=x onerror=RUN>',
  '<img/src=x/onerror=RUN>',
  '<img src=x onerror\u000b=RUN>',
  '<svg onload=RUN>',
  '<svg/onload=RUN//',
  '<svg><script>RUN</script></svg>',
  '<svg><animate onbegin=RUN attributeName=x dur=1s>',
  '<math><mtext><script>RUN</script>',
  '<body onload=RUN>',
  '<iframe srcdoc="<script>parent.RUN</script>"></iframe>',
  '<iframe src="javascript:parent.RUN"></iframe>',
  '<object data="javascript:RUN"></object>',
  '<embed src="javascript:RUN">',
  '<details open ontoggle=RUN>',
  '<input autofocus onfocus=RUN>',
  '" autofocus onfocus="RUN',
  "' autofocus onfocus='RUN",
  '" onmouseover="RUN" x="',
  '" style="animation-name:x" onanimationstart="RUN',
  '<video><source onerror="RUN">',
  '<audio src=x onerror=RUN>',
  '<marquee onstart=RUN>',
  '<link rel=stylesheet href="javascript:RUN">',
  '<meta http-equiv=refresh content="0;url=javascript:RUN">',
  '<base href="https://evil.example/">',
  '<form action="javascript:RUN"><button>x</button></form>',
  '<button formaction="javascript:RUN">x</button>',
  '<a href="javascript:RUN">x</a>',
  '<style>@import "https://evil.example/x.css";</style>',
  'javascript:RUN',
  'JaVaScRiPt:RUN',
  'java\tscript:RUN',
  '\u0001javascript:RUN',
  'javascript://%0aRUN',
  'data:text/html,<script>RUN</script>',
  'vbscript:RUN',
  '{{constructor.constructor("RUN")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what template languages look for.
  '${RUN}',
  '#{RUN}',
  '<%= RUN %>',
  '&lt;script&gt;RUN&lt;/script&gt;',
  '\\u003cscript\\u003eRUN\\u003c/script\\u003e',
  '\u2028<script>RUN</script>\u2029',
  '\ufeff<script>RUN</script>',
  '<template shadowrootmode=open><script>RUN</script></template>',
]

/** Texts that set `window.pwned` when a page takes them for more than text. */
export const hostileTexts = templates.map((template) => template.replaceAll('RUN', 'window.pwned=1'))

/** An event with the text in every place where the collector keeps something of a sender's. */
export function hostileMessages(text: string, index: number): object[] {
  const anonymousId = `mallory-${index}`
  const url = `https://www.example.com/${encodeURIComponent(text)}?utm_source=${encodeURIComponent(text)}`
  const campaign = { source: text, medium: text, name: text, term: text, content: text }
  const page = { url, path: text, title: text, referrer: text, search: text }
  const context = { campaign, page, locale: text, timezone: text, library: { name: text } }
  const traits = {
    firstName: text,
    lastName: text,
    name: text,
    phone: text,
    company: index % 2 === 0 ? text : { name: text, website: text },
    title: text,
    website: text,
    address: { street: text, city: text },
    age: text,
    gender: text,
    birthday: text,
    budget: text,
    authority: text,
    need: text,
    timeline: text,
    [text]: text,
  }
  const own = { anonymousId, userId: `${index}${text}`.slice(0, 255), context }
  const fields = {
    email: `mallory-${index}@example.com`,
    message: text,
    [text]: text,
    company: text,
    name: text,
  }
  return [
    { ...own, type: 'identify', traits: { ...traits, email: `mallory-${index}@example.com` } },
    {
      ...own,
      type: 'page',
      name: text.slice(0, 200),
      category: text.slice(0, 200),
      properties: { ...page, [text]: text },
    },
    { ...own, type: 'track', event: text.slice(0, 200), properties: { [text]: text, page_view_id: text } },
    {
      ...own,
      type: 'track',
      event: 'Form Submitted',
      properties: {
        form_id: text,
        form_name: text,
        action: text,
        fields,
        filled: [text],
        field_types: { [text]: text },
      },
    },
    { ...own, type: 'track', event: 'Link Clicked', properties: { href: text, kind: text, text } },
    // Such an agent may be taken for a crawler's, which makes nobody a lead.
    { ...own, type: 'group', context: { ...context, userAgent: text }, groupId: text.slice(0, 255), traits },
    { type: 'track', messageId: text.slice(0, 255), event: 7, properties: { [text]: text } },
  ]
}

/** In how many places of those messages the text stands. */
export function countPlaces(text: string): number {
  return JSON.stringify(hostileMessages(text, 0)).split(JSON.stringify(text).slice(1, -1)).length - 1
}

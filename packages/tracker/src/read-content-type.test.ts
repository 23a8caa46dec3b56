import { beforeEach, expect, test } from 'vitest'
import { readContentType } from './read-content-type.ts'

beforeEach(() => {
  document.head.innerHTML = ''
  document.body.innerHTML = ''
})

test.each([
  '<main><article><h1>Title</h1></article></main>',
  '<main><article><p>Text</p></article></main>',
  '<div data-leadlight-article></div>',
  '<meta property="og:type" content="article">',
  '<script type="application/ld+json">{"@context":"https://schema.org","@type":"BlogPosting"}</script>',
  '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
  '<script type="application/ld+json">{"@type" : ["WebPage", "Article"]}</script>',
  '<script type="application/ld+json">{"@type":"Organization"}</script><script type="application/ld+json">{"@type":"Article"}</script>',
])('an article: %s', (html) => {
  document.body.innerHTML = html
  expect(readContentType()).toBe('article')
})

test.each([
  '<main><h1>Blog</h1><article><h2>One</h2></article><article><h2>Two</h2></article></main>',
  '<meta property="og:type" content="website">',
  '<script type="application/ld+json">{"@type":"Organization"}</script>',
  '<script type="application/ld+json">{"@type":["Person"],"name":"Article"}</script>',
  '',
])('no article: %s', (html) => {
  document.body.innerHTML = html
  expect(readContentType()).toBeUndefined()
})

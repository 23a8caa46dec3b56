import type { ContentRow } from '@leadlight/protocol'
import { useState } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { CountCell } from '../parts/CountCell.tsx'
import { EmptyReport } from '../parts/EmptyReport.tsx'
import { LiveState } from '../parts/LiveState.tsx'
import { LoadMore } from '../parts/LoadMore.tsx'
import { PageTitle } from '../parts/PageTitle.tsx'
import { Period, startOf } from '../parts/Period.tsx'
import { Cell, HeadCell, Row, Table } from '../parts/Table.tsx'
import { readPages } from '../read-pages.ts'
import { navigate } from '../router.ts'
import { useLive } from '../use-live.ts'
import { type ContentSort, contentSortWords } from '../words.ts'

const PAGE = 50

/** How pages are read, and what leads read before they were known. */
export function Content({ days, sort }: { days: number; sort: ContentSort }) {
  const { api, format } = useApp()
  const [count, setCount] = useState(PAGE)
  const live = useLive(
    `content ${days} ${sort}`,
    (signal) => readPages((page) => api.content(startOf(days), sort, page), count, signal),
    count,
  )
  const rows = live.data?.data
  const go = (next: { days?: number; sort?: ContentSort }) =>
    navigate({ view: 'content', days, sort, ...next }, 'replace')
  return (
    <>
      <PageTitle text="Content">
        <Period days={days} onChange={(next) => go({ days: next })}>
          <label>
            <span>Order</span>
            <select value={sort} onChange={(event) => go({ sort: event.currentTarget.value as ContentSort })}>
              {contentSortWords.map(({ name, label }) => (
                <option key={name} value={name}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </Period>
      </PageTitle>
      <LiveState live={live} what="pages" />
      {rows?.length === 0 && <EmptyReport title="No page was viewed in this time" />}
      {rows && rows.length > 0 && (
        <>
          <PageTable rows={rows} sort={sort} />
          <LoadMore
            shown={`${format.count(rows.length)} shown`}
            more={live.data?.next !== null}
            label="Show more pages"
            onMore={() => setCount(count + PAGE)}
          />
        </>
      )}
    </>
  )
}

function PageTable({ rows, sort }: { rows: ContentRow[]; sort: ContentSort }) {
  const most = Math.max(1, ...rows.map(({ views }) => views))
  const by = (...columns: ContentSort[]) => (columns.includes(sort) ? 'descending' : undefined)
  const head = (
    <>
      <HeadCell>Page</HeadCell>
      <HeadCell number sort={by('-views')}>
        Views
      </HeadCell>
      <HeadCell number>Visitors</HeadCell>
      <HeadCell number sort={by('-engagedMs')}>
        Read in all
      </HeadCell>
      <HeadCell number sort={by('-medianEngagedMs')}>
        Median
      </HeadCell>
      <HeadCell number>Scrolled</HeadCell>
      <HeadCell number sort={by('-leadsBefore')}>
        Before leads
      </HeadCell>
      <HeadCell number sort={by('-leadsAfter')}>
        By leads
      </HeadCell>
      <HeadCell number sort={by('-submissions')}>
        Forms sent
      </HeadCell>
    </>
  )
  return (
    <>
      <Table label="Pages" name="content" head={head}>
        {rows.map((row) => (
          <PageRow key={`${row.site} ${row.path}`} row={row} most={most} />
        ))}
      </Table>
      <p class="quiet note">
        “Before leads” counts leads that viewed the page before they were first named, “By leads” those that
        viewed it later. The median and the depth of scrolling are of page views that were measured.
      </p>
    </>
  )
}

function PageRow({ row, most }: { row: ContentRow; most: number }) {
  const { format } = useApp()
  return (
    <Row>
      <Cell label="Page">
        <span class="pair">
          <bdi>{row.path || 'No address'}</bdi>
          <bdi class="quiet">{[row.title, row.contentType, row.site].filter(Boolean).join(' · ')}</bdi>
        </span>
      </Cell>
      <CountCell label="Views" count={row.views} share={row.views / most} />
      <CountCell label="Visitors" count={row.visitors} />
      <Cell label="Read in all" number>
        {format.duration(row.engagedMs)}
      </Cell>
      <Cell label="Median" number>
        {row.medianEngagedMs !== null && format.duration(row.medianEngagedMs)}
      </Cell>
      <Cell label="Scrolled" number>
        {row.medianScrollDepth !== null && format.percent(row.medianScrollDepth / 100)}
      </Cell>
      <CountCell label="Before leads" count={row.leadsBefore} />
      <CountCell label="By leads" count={row.leadsAfter} />
      <CountCell label="Forms sent" count={row.submissions} />
    </Row>
  )
}

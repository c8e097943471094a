import { createClient } from '@loggia/client'
import type { ReadForPage, ReportPageFault } from '@loggia/protocol/console'
import { QueryClient } from '@tanstack/react-query'
import type { Query } from '@tanstack/react-query'
import { renderToString } from 'react-dom/server'
import { listAnswers } from './answers.ts'
import type { Answer } from './answers.ts'
import type { ReadKey } from './api.ts'
import { App, loadApp } from './app.tsx'
import type { CentreFrame } from './frame.ts'
import { TitleProvider } from './parts/page.tsx'
import { listRenderFaults } from './render-faults.ts'
import { hasPageWithData, createServerRouter } from './router.ts'
import type { CentreRouter } from './router.ts'

/** An address leads to another page at most this often; the browser follows more often, and reports an endless chain. */
const maxRedirects = 3
/** Some reads are known only once others are answered; what is still open after that, the browser reads. */
const maxReadings = 3

/** What every page is rendered with, because its answer decides whether something stands above the others. */
const readFirst: ReadonlySet<unknown> = new Set<ReadKey>(['GET /api/saved-filters'])

/** In place of what a component could not render: the browser renders it, and reports the fault if it fails there too. */
const failedBoundary = '<!--$!-->'

type Rendered = {
  readonly body: string
  readonly title: string | undefined
  /** Where the components of the page are, as the build for the server names them. */
  readonly sources: readonly string[]
  /** With which it is rendered, for the browser to render the same. */
  readonly answers: readonly Answer[]
  /** It shows all that it reads. */
  readonly isWhole: boolean
}

/**
 * Renders a page of the centres: bar, menu, head of the page, and skeletons of what it reads. So the reader sees the
 * centre before any script runs. A page that `comesWithData` is rendered with the answers to what it reads; a read that
 * fails, or is not answered in time, leaves its skeleton. Of other pages, only {@link readFirst} is answered. `report` is
 * told why a part could not be rendered.
 */
export async function renderCentre(
  frame: CentreFrame,
  read?: ReadForPage,
  report?: ReportPageFault,
): Promise<Rendered> {
  const router = await openRouter(frame, frame.path)
  const sources = listSources(router)
  const rendered = await renderApp({ frame, router, report }, read)
  return { ...rendered, sources }
}

type Opened = {
  readonly frame: CentreFrame
  readonly router: CentreRouter
  readonly report: ReportPageFault | undefined
}

async function renderApp(opened: Opened, read?: ReadForPage): Promise<Omit<Rendered, 'sources'>> {
  let title: string | undefined
  const keepTitle = (rendered: string): void => {
    title = rendered
  }
  const { frame, router, report } = opened
  const comesWithData = hasPageWithData(router)
  const isWanted = (query: Query): boolean => comesWithData || readFirst.has(query.queryKey[0])
  const api = createClient({
    base: '',
    // Without `read`, nothing is asked.
    fetch: (path, init = {}) => read?.(path as string, init) ?? Promise.reject(new Error('Nothing is read')),
    csrfToken: () => undefined,
    language: () => frame.language,
  })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  const app = (
    <TitleProvider value={keepTitle}>
      <App frame={frame} router={router} api={api} queries={queries} comesWithData={comesWithData} />
    </TitleProvider>
  )
  let body = renderToString(app)
  for (let n = 0; read && n < maxReadings && (await readOpen(queries, isWanted)); n += 1)
    body = renderToString(app)
  if (report && body.includes(failedBoundary)) (await listRenderFaults(app)).forEach(report)
  const isWhole =
    read !== undefined &&
    comesWithData &&
    !body.includes(failedBoundary) &&
    queries.getQueryCache().findAll({ predicate: isMissing }).length === 0
  return { body, title, answers: listAnswers(queries), isWhole }
}

/** Makes the reads that rendering has asked for, that are still open and wanted; whether any was answered. */
async function readOpen(queries: QueryClient, isWanted: (query: Query) => boolean): Promise<boolean> {
  const open = queries.getQueryCache().findAll({ predicate: (query) => isOpen(query) && isWanted(query) })
  const answered = await Promise.all(open.map(isAnswered))
  return answered.includes(true)
}

/** Asked for by a component, and not answered. */
const isMissing = ({ state, options, meta }: Query): boolean =>
  state.data === undefined &&
  (options as { readonly enabled?: unknown }).enabled !== false &&
  meta?.['isOfBrowser'] !== true
const isOpen = (query: Query): boolean => isMissing(query) && query.state.fetchFailureCount === 0

/** What has failed is as before it was tried, except for the count: the browser tries again, and says why. */
async function isAnswered(query: Query): Promise<boolean> {
  try {
    await query.fetch()
    return true
  } catch {
    query.setState({ ...query.resetState, fetchFailureCount: 1 })
    return false
  }
}

/** The router with the page to which the path leads, as the browser will find it. */
async function openRouter(frame: CentreFrame, path: string, followed = 0): Promise<CentreRouter> {
  const router = createServerRouter(path)
  await loadApp(frame, router)
  const result = router._serverResult
  if (result?.type !== 'redirect' || followed === maxRedirects) return router
  const target = router.resolveRedirect(result.redirect).headers.get('location')
  return target === null ? router : openRouter(frame, target, followed + 1)
}

/** Present in the build for the server only, which adds it (`page-names.ts`). */
type Sourced = { readonly source?: string }

const listSources = (router: CentreRouter): string[] =>
  router.state.matches.flatMap(({ routeId }) => {
    const { component } = router.routesById[routeId].options as { readonly component?: Sourced }
    return component?.source ?? []
  })

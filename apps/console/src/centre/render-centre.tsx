import { createClient } from '@loggia/client'
import type { ReadForPage, ReportPageFault, SavedFilter } from '@loggia/protocol/console'
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

/** As `useRead` keeps them. */
const savedFiltersKey: readonly [ReadKey, object] = ['GET /api/saved-filters', {}]

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
 * fails, or is not answered in time, leaves its skeleton.
 */
export async function renderCentre(frame: CentreFrame, given: Given): Promise<Rendered> {
  const router = await openRouter(frame, frame.path)
  const sources = listSources(router)
  const rendered = await renderApp({ frame, router }, given)
  return { ...rendered, sources }
}

type Given = {
  readonly read: ReadForPage | undefined
  /** Is told why a part of the page could not be rendered. */
  readonly report: ReportPageFault | undefined
  /** Those of the reader, which the page of a list is rendered with. */
  readonly savedFilters: readonly SavedFilter[] | undefined
}
type Opened = { readonly frame: CentreFrame; readonly router: CentreRouter }

async function renderApp(
  { frame, router }: Opened,
  { read, report, savedFilters }: Given,
): Promise<Omit<Rendered, 'sources'>> {
  let title: string | undefined
  const keepTitle = (rendered: string): void => {
    title = rendered
  }
  const comesWithData = hasPageWithData(router)
  const api = createClient({
    base: '',
    // Without `read`, nothing is asked.
    fetch: (path, init = {}) => read?.(path as string, init) ?? Promise.reject(new Error('Nothing is read')),
    csrfToken: () => undefined,
    language: () => frame.language,
  })
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } })
  if (savedFilters) queries.setQueryData(savedFiltersKey, { items: savedFilters })
  const app = (
    <TitleProvider value={keepTitle}>
      <App frame={frame} router={router} api={api} queries={queries} comesWithData={comesWithData} />
    </TitleProvider>
  )
  let body = renderToString(app)
  for (let n = 0; read && comesWithData && n < maxReadings && (await readOpen(queries)); n += 1)
    body = renderToString(app)
  if (report && body.includes(failedBoundary)) (await listRenderFaults(app)).forEach(report)
  const isWhole =
    read !== undefined &&
    comesWithData &&
    !body.includes(failedBoundary) &&
    queries.getQueryCache().findAll({ predicate: isMissing }).length === 0
  return { body, title, answers: listAnswers(queries), isWhole }
}

/** Makes the reads that rendering has asked for and that are still open; whether any was answered. */
async function readOpen(queries: QueryClient): Promise<boolean> {
  const open = queries.getQueryCache().findAll({ predicate: isOpen })
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

import { renderToString } from 'react-dom/server'
import { App, loadApp } from './app.tsx'
import type { CentreFrame } from './frame.ts'
import { TitleProvider } from './parts/page.tsx'
import { createServerRouter } from './router.ts'
import type { CentreRouter } from './router.ts'

/** An address leads to another page at most this often; the browser follows more often, and reports an endless chain. */
const maxRedirects = 3

type Rendered = {
  readonly body: string
  readonly title: string | undefined
  /** Where the components of the page are, as the build for the server names them. */
  readonly sources: readonly string[]
}

/**
 * Renders a page of the centres as it looks before its data are there: bar, menu, head of the page, and skeletons of
 * what it reads. So the reader sees the centre before any script runs.
 */
export async function renderCentre(frame: CentreFrame): Promise<Rendered> {
  const router = await openRouter(frame, frame.path)
  let title: string | undefined
  const keepTitle = (rendered: string): void => {
    title = rendered
  }
  const body = renderToString(
    <TitleProvider value={keepTitle}>
      <App frame={frame} router={router} />
    </TitleProvider>,
  )
  return { body, title, sources: listSources(router) }
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

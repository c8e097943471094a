import type { PageFrame, RenderPage } from '@loggia/protocol/console'
import { renderToString } from 'react-dom/server'
import { renderCentre } from './centre/render-centre.tsx'
import { renderDocument } from './document.ts'
import { listFiles, withPages } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { Checkout, CheckoutSteps } from './storefront/checkout/checkout.tsx'
import { Compare } from './storefront/compare/compare.tsx'
import { DevelopersPage } from './storefront/developers/developers-page.tsx'
import { DocumentPage } from './storefront/developers/document-page.tsx'
import { laterSources } from './storefront/later.ts'
import { Sell } from './storefront/sell/sell.tsx'
import { Sellers } from './storefront/sellers/sellers.tsx'
import { Storefront } from './storefront/storefront.tsx'
import type { StorefrontPage } from './storefront/storefront.tsx'

/**
 * Creates the renderer for pages that load the files of this build. The storefront is rendered completely, a page of
 * the centres with the answers that the server reads for it, if it comes with its data.
 */
export function createRenderPage(manifest: Manifest): (...of: Parameters<RenderPage>) => Promise<string> {
  const renderStorefront = createRenderStorefront(manifest)
  const files = listFiles(manifest, 'src/centre/entry-client.tsx')
  return async (page, frame, read) => {
    if (page.route !== 'centre') return renderStorefront(page, frame)
    const { sources, isWhole, ...rendered } = await renderCentre({ ...frame, now: page.now }, read)
    // Only what is whole is read before it is used.
    const starter = isWhole ? findStarter(manifest) : undefined
    return renderDocument({ page, frame, files: withPages(files, manifest, sources), ...rendered, starter })
  }
}

const findStarter = (manifest: Manifest): string | undefined => {
  const chunk = manifest['src/centre/start-after-paint.ts']
  return chunk && `/${chunk.file}`
}

const later = { Checkout, CheckoutSteps, Compare, DevelopersPage, DocumentPage, Sell, Sellers }

/** Creates the renderer for the pages of the storefront. */
export function createRenderStorefront(
  manifest: Manifest,
): (page: StorefrontPage, frame: PageFrame) => string {
  const files = listFiles(manifest, 'src/storefront/entry-client.tsx')
  return (page, frame) => {
    const source = laterSources[page.route]
    return renderDocument({
      page,
      frame,
      files: source === undefined ? files : withPages(files, manifest, [source]),
      body: renderToString(<Storefront page={page} frame={frame} later={later} />),
    })
  }
}

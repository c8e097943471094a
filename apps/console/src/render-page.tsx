import type { PageData, PageFrame } from '@loggia/protocol/console'
import { renderToString } from 'react-dom/server'
import { renderDocument } from './document.ts'
import { listFiles } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { Storefront } from './storefront/storefront.tsx'

/**
 * Creates the renderer for pages that load the files of this build. The storefront is rendered completely, the centres
 * as an empty shell.
 */
export function createRenderPage(manifest: Manifest): (page: PageData, frame: PageFrame) => string {
  const storefront = listFiles(manifest, 'src/storefront/entry-client.tsx')
  const centre = listFiles(manifest, 'src/centre/entry-client.tsx')
  return (page, frame) => {
    if (page.route === 'centre') return renderDocument({ page, frame, files: centre, body: '' })
    return renderDocument({
      page,
      frame,
      files: storefront,
      body: renderToString(<Storefront page={page} frame={frame} />),
    })
  }
}

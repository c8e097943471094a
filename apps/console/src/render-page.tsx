import type { PageData, PageFrame } from '@loggia/protocol/console'
import { renderToString } from 'react-dom/server'
import { renderDocument } from './document.ts'
import { listFiles } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { Storefront } from './storefront/storefront.tsx'

/** Renders pages that load the files of this build. The storefront comes whole, the centres as a shell that fills itself. */
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

import type { PageData, PageFrame } from '@loggia/protocol/console'
import { renderToString } from 'react-dom/server'
import { documentOf } from './document.ts'
import { filesOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { Storefront } from './storefront/storefront.tsx'

/** Renders pages that load the files of this build. The storefront comes whole, the centres as a shell that fills itself. */
export function createRenderPage(manifest: Manifest): (page: PageData, frame: PageFrame) => string {
  const storefront = filesOf(manifest, 'src/storefront/entry-client.tsx')
  const centre = filesOf(manifest, 'src/centre/entry-client.tsx')
  return (page, frame) => {
    if (page.route === 'centre') return documentOf({ page, frame, files: centre, body: '' })
    return documentOf({
      page,
      frame,
      files: storefront,
      body: renderToString(<Storefront page={page} frame={frame} />),
    })
  }
}

import type { RenderPage } from '@loggia/protocol/console'
import type { Manifest } from './manifest.ts'
import { createRenderPage } from './render-page.tsx'

// Replaced by the build with the manifest of the browser's build.
declare const __LOGGIA_MANIFEST__: Manifest

/** The port between the server and these pages: returns a whole HTML document for a page and its frame. */
export const renderPage: RenderPage = createRenderPage(__LOGGIA_MANIFEST__)

export { composeMail } from './mail/compose-mail.ts'

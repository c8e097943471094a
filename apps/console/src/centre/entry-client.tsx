import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { createApi } from '../api.ts'
import { readPage } from '../page.ts'
import { readAnswers } from './answers.ts'
import { createQueries } from './api.ts'
import { App, loadApp } from './app.tsx'
import type { CentreFrame } from './frame.ts'
import { hasPageWithData, createCentreRouter } from './router.ts'
// Used by nearly every page. Imported here, because otherwise each would be a small file of its own.
import './parts/dialog.tsx'
import './parts/fields.tsx'
import './parts/find-field.tsx'
import './parts/loaded.tsx'
import './parts/no-rows.tsx'
import './parts/protocol-names.ts'
import './parts/reason.tsx'
import './parts/states.tsx'
import './centre.css'
// The bar of the clock and its page are sent before their own script could load this.
import './clock/clock.css'
import './members/members.css'

const { page, frame } = readPage()
const root = document.getElementById('root')
if (root && page.route === 'centre') void open(root, { ...frame, now: page.now })

/** Lets the browser paint, and answer its reader, in between. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve))
}

/** Takes over what the server rendered, once everything that the first rendering needs is loaded. */
async function open(element: HTMLElement, centreFrame: CentreFrame): Promise<void> {
  await pause()
  const router = createCentreRouter()
  // Makes the router render with the same boundaries as on the server; otherwise nothing there could be taken over.
  router.ssr = { manifest: undefined }
  await pause()
  await loadApp(centreFrame, router)
  await pause()
  const queries = createQueries(readAnswers())
  const of = { frame: centreFrame, router, api: createApi(centreFrame), queries }
  const app = <App {...of} comesWithData={hasPageWithData(router)} />
  // As a transition, it is done in pieces, between which the browser answers its reader.
  startTransition(() => void hydrateRoot(element, app))
}

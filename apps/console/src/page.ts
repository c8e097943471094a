import type { PageData, PageFrame } from '@loggia/protocol/console'

/** The data from which the server rendered, with which the browser hydrates. */
export type BrowserPage = { readonly page: PageData; readonly frame: PageFrame }

/** The id of the element that holds the page's data. */
export const pageElementId = 'page'

/** Reads the data that the server put into this document. */
export function readPage(): BrowserPage {
  const text = document.getElementById(pageElementId)?.textContent
  if (!text) throw new Error('This document holds no page data')
  return JSON.parse(text) as BrowserPage
}

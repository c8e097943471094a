import type { PageData, PageFrame } from '@loggia/protocol/console'

/** The frame as a browser gets it: a nonce stays out of the data, where injected styles could read it. */
export type BrowserFrame = Omit<PageFrame, 'nonce'>
/** What the server rendered from, for the browser to continue with. */
export type BrowserPage = { readonly page: PageData; readonly frame: BrowserFrame }

/** The id of the element that holds the page's data. */
export const pageElementId = 'page'

/** Reads the data that the server put into this document. */
export function readPage(): BrowserPage {
  const text = document.getElementById(pageElementId)?.textContent
  if (!text) throw new Error('This document holds no page data')
  return JSON.parse(text) as BrowserPage
}

/** The nonce of this document, for style elements that a library makes; browsers give it to scripts only. */
export const pageNonce = (): string =>
  document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? ''

import type { PageData, PageFrame } from '@loggia/protocol/console'

/**
 * The pages whose main part is only text: the server renders it, and the browser takes it over from the document as it
 * is (`StaticMain`). Their data would be the whole text once more, so the browser does not get it.
 */
const staticRoutes = ['agreement', 'developers', 'document'] as const
type StaticRoute = (typeof staticRoutes)[number]
/** A static page, without its data. */
export type StaticPage = { readonly route: StaticRoute }
/** A page as the browser gets it. */
export type PageInBrowser = Exclude<PageData, StaticPage> | StaticPage

/** The data from which the server rendered, with which the browser hydrates. */
export type BrowserPage = { readonly page: PageInBrowser; readonly frame: PageFrame }

/** What the browser needs of a page's data. */
export function toPageInBrowser(page: PageData): PageInBrowser {
  const { route } = page
  return isStatic(route) ? { route } : (page as Exclude<PageData, StaticPage>)
}

const isStatic = (route: PageData['route']): route is StaticRoute => staticRoutes.some((one) => one === route)

/** The id of the element that holds the page's data. */
export const pageElementId = 'page'

/** Reads the data that the server put into this document. */
export function readPage(): BrowserPage {
  const text = document.getElementById(pageElementId)?.textContent
  if (!text) throw new Error('This document holds no page data')
  return JSON.parse(text) as BrowserPage
}

import { useState } from 'react'
import type { ReactNode } from 'react'

const elementId = 'static'

/**
 * The main part of a page that is only text. The server renders its children. The browser has none, and takes over what
 * is in the document: it needs neither the data nor the components of the text. So nothing inside is React's; what a
 * click does there is up to a listener of the page.
 */
export function StaticMain({ children }: { readonly children?: ReactNode }) {
  // Read once: a button may say something else for a moment, and React would write what was read then. So it writes the
  // HTML only when hydration has failed and it renders the whole page again.
  const [html] = useState(readHtml)
  if (html === undefined)
    return (
      <div id={elementId} className="static">
        {children}
      </div>
    )
  // It is what the server rendered into this document, where React escaped every text.
  // oxlint-disable-next-line react/no-danger
  return <div id={elementId} className="static" suppressHydrationWarning dangerouslySetInnerHTML={html} />
}

function readHtml(): { readonly __html: string } | undefined {
  if (typeof document === 'undefined') return undefined
  return { __html: document.getElementById(elementId)?.innerHTML ?? '' }
}

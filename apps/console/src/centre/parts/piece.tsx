import { Suspense, createContext, useContext } from 'react'
import type { ReactNode } from 'react'

const InPieces = createContext(false)

/** Whether the browser takes the page over in pieces. It stays as it was when the document was made. */
export const PiecesProvider = InPieces.Provider

/**
 * A part that the browser takes over by itself, between which it answers its reader; only of a page that came with its
 * data. On others, data that arrive before a part is taken over would make it differ from what the server rendered.
 */
export function Piece({ children }: { readonly children: ReactNode }) {
  return useContext(InPieces) ? <Suspense>{children}</Suspense> : children
}

import { Component, Suspense, createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { FaultPlace } from './loaded.tsx'
import { partTexts } from './texts.ts'

const InPieces = createContext(false)

/** Whether the browser takes the page over in pieces. It stays as it was when the document was made. */
export const PiecesProvider = InPieces.Provider

type Props = { readonly children: ReactNode }

/**
 * A part that fails by itself: if it cannot be rendered, the rest of the page stays. The browser takes it over by itself
 * too, between which it answers its reader; only on a page that came with its data. On others, data that arrive before a
 * part is taken over would make it differ from what the server rendered.
 */
export function Piece({ children }: Props) {
  return <Guarded>{useContext(InPieces) ? <Suspense>{children}</Suspense> : children}</Guarded>
}

/** What failed on the server is rendered again by the browser; what fails there says so. */
class Guarded extends Component<Props, { readonly hasFailed: boolean; readonly of: ReactNode }> {
  override state = { hasFailed: false, of: this.props.children }
  static getDerivedStateFromError = () => ({ hasFailed: true })
  /** What is given anew is tried again, such as the same part for another order. */
  static getDerivedStateFromProps = ({ children }: Props, { of }: { readonly of: ReactNode }) =>
    children === of ? null : { hasFailed: false, of: children }
  override render() {
    if (!this.state.hasFailed) return this.props.children
    return <NotShown onRetry={() => this.setState({ hasFailed: false })} />
  }
}

function NotShown({ onRetry }: { onRetry(): void }) {
  const { title, text } = partTexts.use().notShown
  return <FaultPlace title={title} text={text} onRetry={onRetry} />
}

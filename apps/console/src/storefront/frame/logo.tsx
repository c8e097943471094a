import { getInitial } from '../initial.ts'

/**
 * A product's logo on its light ground, or the first letter of its name. The name is always beside it. Only the large one,
 * at the head of a page, is loaded before the reader comes near it.
 */
export function Logo({
  src,
  name,
  size,
}: {
  readonly src: string | undefined
  readonly name: string
  readonly size: 'sm' | 'md' | 'lg'
}) {
  return (
    <span className={`logo logo--${size}`} aria-hidden="true">
      {src ? (
        <img loading={size === 'lg' ? 'eager' : 'lazy'} src={src} alt="" width="40" height="40" />
      ) : (
        <span className="logo__letter">{getInitial(name)}</span>
      )}
    </span>
  )
}

/** A seller's logo in its arch. */
export function SellerArch({ src, name }: { readonly src: string | undefined; readonly name: string }) {
  return (
    <span className="arch" aria-hidden="true">
      {src ? (
        <img loading="lazy" src={src} alt="" width="32" height="32" />
      ) : (
        <span className="logo__letter">{getInitial(name)}</span>
      )}
    </span>
  )
}

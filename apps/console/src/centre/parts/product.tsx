import type { Text } from '@loggia/protocol/console'
import { pickText, useLanguage } from '@loggia/ui'
import type { ReactNode } from 'react'

/** A product's picture, or the first letter of its name if it has none. */
export function ProductLogo(props: {
  readonly of: { readonly name: Text; readonly logo?: string | undefined }
  readonly small?: boolean
}) {
  const name = pickText(props.of.name, useLanguage())
  return (
    <span className={props.small ? 'logo logo--sm' : 'logo'} aria-hidden="true">
      {props.of.logo ? (
        <img src={props.of.logo} alt="" />
      ) : (
        <span className="logo__letter">{[...name][0]}</span>
      )}
    </span>
  )
}

/** Picture, name and one line below it: the first cell of a row. */
export function Named(props: {
  readonly logo?: ReactNode
  readonly name: ReactNode
  readonly below?: ReactNode
}) {
  return (
    <div className="named">
      {props.logo}
      <div className="grow">
        <b>{props.name}</b>
        {props.below && <span className="t12 faint">{props.below}</span>}
      </div>
    </div>
  )
}

/** A seller may enter any address; only http and https addresses become links. */
export function toWebAddress(url: string): string | undefined {
  try {
    const { protocol } = new URL(url)
    return protocol === 'https:' || protocol === 'http:' ? url : undefined
  } catch {
    return undefined
  }
}

import type { ComponentProps } from 'react'

type Look = {
  /** Filled, for the one thing to do on a screen; without a border; outlined unless it is said. */
  readonly variant?: 'primary' | 'plain' | 'outlined'
  readonly size?: 'small' | 'medium'
  /** It destroys something or moves money away. */
  readonly danger?: boolean
}

/** A `<button>` that submits nothing unless its `type` says so. What leads to an address is a link with the class `btn`. */
export function Button({
  variant = 'outlined',
  size = 'medium',
  danger = false,
  ...rest
}: Look & Omit<ComponentProps<'button'>, 'className'>) {
  return <button type="button" {...rest} className={classOf({ variant, size, danger })} />
}

function classOf({ variant, size, danger }: Required<Look>): string {
  const names = ['btn', looks[variant][danger ? 'danger' : 'usual'], size === 'small' ? 'btn--sm' : '']
  return names.filter((name) => name !== '').join(' ')
}

const looks = {
  primary: { usual: 'btn--primary', danger: 'btn--danger-fill' },
  plain: { usual: 'btn--quiet', danger: 'btn--quiet btn--danger' },
  outlined: { usual: '', danger: 'btn--danger' },
} as const

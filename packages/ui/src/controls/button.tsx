import type { ComponentProps } from 'react'

type Look = {
  /** Default: outlined. Use `primary` (filled) for the main action of a screen; `plain` has no border. */
  readonly variant?: 'primary' | 'plain' | 'outlined'
  readonly size?: 'small' | 'medium'
  /** The action destroys something or moves money away. */
  readonly danger?: boolean
}

/** A `<button>`; its `type` is `button` unless it is given. For a link, use the class `btn`. */
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
